// Tells of each RDF file named: is it OWL 2 DL, is it OWL 2 EL, and is it consistent under each reasoner.
//   java -cp "JARS/*" Check.java merged.ttl [more.ttl ...]
// One line for each answer, parted by tabs: file, what was asked, answer, a detail. Ontology and data must stand
// in one file: apart, the data's object properties would be read as annotations.
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyCreationException;
import org.semanticweb.owlapi.profiles.OWLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileReport;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWL2ELProfile;
import org.semanticweb.owlapi.reasoner.InferenceType;
import org.semanticweb.owlapi.reasoner.OWLReasoner;
import org.semanticweb.owlapi.reasoner.OWLReasonerFactory;

public class Check {
  static final int SHOWN = 5;

  static void say(String file, String asked, Object answer, String detail) {
    System.out.println(file + "\t" + asked + "\t" + answer + "\t" + detail.replaceAll("\\s+", " "));
  }

  static void profile(String file, String name, OWLProfile profile, OWLOntology ontology) {
    OWLProfileReport report = profile.checkOntology(ontology);
    StringBuilder detail = new StringBuilder();
    report.getViolations().stream().map(Object::toString).sorted().limit(SHOWN)
        .forEach(violation -> detail.append(violation).append("; "));
    say(file, name, report.isInProfile(), detail.toString());
  }

  static void reason(String file, String name, OWLReasonerFactory factory, OWLOntology ontology) {
    OWLReasoner reasoner = factory.createReasoner(ontology);
    boolean consistent = reasoner.isConsistent();
    String detail = "";
    if (consistent) {
      reasoner.precomputeInferences(InferenceType.CLASS_HIERARCHY);
      detail = "unsatisfiable " + reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom();
    }
    say(file, name, consistent, detail);
    reasoner.dispose();
  }

  public static void main(String[] files) throws OWLOntologyCreationException {
    Map<String, OWLReasonerFactory> factories = new LinkedHashMap<>();
    factories.put("HermiT", new org.semanticweb.HermiT.ReasonerFactory());
    factories.put("ELK", new org.semanticweb.elk.owlapi.ElkReasonerFactory());
    factories.put("Openllet", openllet.owlapi.OpenlletReasonerFactory.getInstance());
    for (String file : files) {
      OWLOntology ontology =
          OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(file));
      say(file, "axioms", ontology.getAxiomCount(), "");
      profile(file, "DL", new OWL2DLProfile(), ontology);
      profile(file, "EL", new OWL2ELProfile(), ontology);
      factories.forEach((name, factory) -> reason(file, name, factory, ontology));
    }
    System.exit(0); // reasoners leave threads behind
  }
}
