// Answers every question of a folder with Apache Jena, each file as it stands and as plain SPARQL 1.1.
//   java -cp JARS Ask.java dataset.nq QUESTIONS ANSWERS
// QUESTIONS/NAME.rq gives ANSWERS/NAME.srj (SPARQL 1.1 Query Results JSON) or, of a CONSTRUCT, ANSWERS/NAME.nt.
// A question that fails is named on stderr; the others are answered all the same.
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.query.Syntax;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;

public class Ask {
  static final int SECONDS = 600; // a guard against a hang, not a limit: a busy machine takes its time

  static void ask(Dataset dataset, File file, File answers) throws IOException {
    Query query = QueryFactory.read(file.getPath(), Syntax.syntaxSPARQL_11); // refuses what ARQ adds to the standard
    String ending = query.isConstructType() ? "nt" : "srj";
    File answer = new File(answers, file.getName().replaceFirst("rq$", ending));
    try (QueryExecution run =
            QueryExecution.dataset(dataset).query(query).timeout(SECONDS, TimeUnit.SECONDS).build();
        OutputStream out = new FileOutputStream(answer)) {
      if (query.isConstructType()) {
        RDFDataMgr.write(out, run.execConstruct(), Lang.NTRIPLES);
      } else {
        ResultSetFormatter.outputAsJSON(out, run.execSelect());
      }
    }
  }

  public static void main(String[] args) {
    Dataset dataset = RDFDataMgr.loadDataset(args[0]);
    boolean failed = false;
    for (File file : new File(args[1]).listFiles((folder, name) -> name.endsWith(".rq"))) {
      try {
        ask(dataset, file, new File(args[2]));
      } catch (Exception error) {
        System.err.println(file.getName() + ": " + error);
        failed = true;
      }
    }
    System.exit(failed ? 1 : 0);
  }
}
