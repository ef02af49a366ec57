import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import jmt.engine.simDispatcher.DispatcherJSIMschema;
import org.w3c.dom.Element;

/**
 * The engine of JMT on nodes of one server: its own router sends each job to a shortest queue, and its own statistics
 * analyse the response time of so many jobs. Started as a source file with JMT on the class path.
 *
 * usage: JmtModel.java NODES LOAD CUSTOMERS SEED
 */
public class JmtModel {
  private static final String STRATEGIES = "jmt.engine.NetStrategies.";

  public static void main(String[] args) throws Exception {
    int nodes = Integer.parseInt(args[0]);
    double load = Double.parseDouble(args[1]);
    long customers = (long) Double.parseDouble(args[2]);
    Path model = Files.createTempFile("schedlab-bench", ".jsim");
    Files.writeString(model, xml(nodes, load * nodes, customers, Long.parseLong(args[3])));
    java.io.PrintStream answer = System.out;
    // What JMT says meanwhile is not for us.
    System.setOut(System.err);
    DispatcherJSIMschema simulator = new DispatcherJSIMschema(model.toFile());
    double before = cpuSeconds();
    boolean solved = simulator.solveModel();
    double cpu = cpuSeconds() - before;
    Files.delete(model);
    if (!solved) throw new IllegalStateException("JMT has not solved the model");
    File results = simulator.getOutputFile();
    Element measure = (Element) DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(results).getElementsByTagName("measure").item(0);
    results.delete();
    long analysed = Long.parseLong(measure.getAttribute("analyzedSamples")) + Long.parseLong(measure.getAttribute("discardedSamples"));
    if (analysed < customers) throw new IllegalStateException("JMT has analysed " + analysed + " jobs of " + customers);
    double mean = Double.parseDouble(measure.getAttribute("meanValue"));
    answer.printf(Locale.ROOT, "{\"customers\":%d,\"meanResponse\":%.17g,\"cpuSeconds\":%.6f,\"maxRssMiB\":%.1f}%n", customers, mean, cpu, peakMebibytes());
    System.exit(0);
  }

  /** Of all threads, those that compile and collect among them. */
  private static double cpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
  }

  /** NaN where the system does not tell. */
  private static double peakMebibytes() {
    try {
      return Files.lines(Path.of("/proc/self/status")).filter(line -> line.startsWith("VmHWM")).mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(Double.NaN);
    } catch (IOException error) {
      return Double.NaN;
    }
  }

  private static String xml(int nodes, double rate, long customers, long seed) {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n");
    text.append("<sim name=\"bench\" disableStatisticStop=\"true\" maxSamples=\"" + customers + "\" seed=\"" + seed + "\" polling=\"1\">");
    text.append("<userClass name=\"job\" priority=\"0\" referenceSource=\"source\" type=\"open\"/>");
    text.append("<node name=\"source\"><section className=\"RandomSource\">" + exponential(rate) + "</section><section className=\"ServiceTunnel\"/>");
    text.append(router("ShortestQueueLengthRoutingStrategy") + "</node>");
    for (int node = 0; node < nodes; node++) text.append("<node name=\"node" + node + "\">" + queue() + server() + router("RandomStrategy") + "</node>");
    text.append("<node name=\"sink\"><section className=\"JobSink\"/></node>");
    text.append("<measure alpha=\"0.05\" name=\"response\" nodeType=\"\" precision=\"0.0001\" referenceNode=\"\" referenceUserClass=\"\" type=\"System Response Time\" verbose=\"false\"/>");
    for (int node = 0; node < nodes; node++) {
      text.append("<connection source=\"source\" target=\"node" + node + "\"/><connection source=\"node" + node + "\" target=\"sink\"/>");
    }
    return text.append("</sim>").toString();
  }

  private static String exponential(double rate) {
    return list(STRATEGIES + "ServiceStrategy", "ServiceStrategy",
        "<subParameter classPath=\"" + STRATEGIES + "ServiceStrategies.ServiceTimeStrategy\" name=\"ServiceTimeStrategy\">"
            + "<subParameter classPath=\"jmt.engine.random.Exponential\" name=\"Exponential\"/>"
            + "<subParameter classPath=\"jmt.engine.random.ExponentialPar\" name=\"distrPar\"><subParameter classPath=\"java.lang.Double\" name=\"lambda\"><value>"
            + rate + "</value></subParameter></subParameter></subParameter>");
  }

  private static String queue() {
    return "<section className=\"Queue\">" + number("size", -1)
        + list("java.lang.String", "dropStrategies", "<subParameter classPath=\"java.lang.String\" name=\"dropStrategy\"><value>drop</value></subParameter>")
        + "<parameter classPath=\"" + STRATEGIES + "QueueGetStrategies.FCFSstrategy\" name=\"FCFSstrategy\"/>"
        + list(STRATEGIES + "QueuePutStrategy", "QueuePutStrategy", "<subParameter classPath=\"" + STRATEGIES + "QueuePutStrategies.TailStrategy\" name=\"TailStrategy\"/>")
        + "</section>";
  }

  private static String server() {
    return "<section className=\"Server\">" + number("maxJobs", 1)
        + list("java.lang.Integer", "numberOfVisits", "<subParameter classPath=\"java.lang.Integer\" name=\"numberOfVisits\"><value>1</value></subParameter>")
        + exponential(1) + "</section>";
  }

  private static String router(String strategy) {
    return "<section className=\"Router\">"
        + list(STRATEGIES + "RoutingStrategy", "RoutingStrategy", "<subParameter classPath=\"" + STRATEGIES + "RoutingStrategies." + strategy + "\" name=\"" + strategy + "\"/>")
        + "</section>";
  }

  private static String number(String name, int value) {
    return "<parameter classPath=\"java.lang.Integer\" name=\"" + name + "\"><value>" + value + "</value></parameter>";
  }

  /** A parameter for each class, of which there is one. */
  private static String list(String type, String name, String value) {
    return "<parameter array=\"true\" classPath=\"" + type + "\" name=\"" + name + "\"><refClass>job</refClass>" + value + "</parameter>";
  }
}
