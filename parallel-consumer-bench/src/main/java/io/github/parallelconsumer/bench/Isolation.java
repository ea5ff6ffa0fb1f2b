package io.github.parallelconsumer.bench;

import io.github.parallelconsumer.bench.IsolationPlan.Failing;
import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that shows what failing keys do to healthy ones. Confined to the main thread. */
@Command(
        name = "isolation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the throughput of healthy keys beside failing ones on a Kafka broker that it starts.",
            "",
            "Records come at a steady rate, chosen so that the failing keys, a twentieth of all, hold half of what they "
                    + "may at the end. A run without failures is the measure: the healthy keys must reach 0.9 of its "
                    + "throughput. A last run reaches its bound half way: then exactly the partitions with failing keys "
                    + "must stop, at the computed number of records. Ends with status 1 if any of that is not so."
        })
final class Isolation implements Callable<Integer> {

    private static final double LEAST_SHARE = 0.9;
    /** What is under way when the bound is reached comes on top. */
    private static final double MOST_ABOVE_BOUND = 1.1;

    @Option(names = "--minutes", defaultValue = "5", description = "How long keys fail. Default: ${DEFAULT-VALUE}")
    private int minutes;

    @Option(names = "--keys", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
    private int keys;

    @Option(names = "--partitions", defaultValue = "12", description = "Default: ${DEFAULT-VALUE}")
    private int partitions;

    @Option(
            names = "--max-held",
            defaultValue = "100000",
            description = "Records that failing keys may hold. Default: ${DEFAULT-VALUE}")
    private int maxHeld;

    private boolean asExpected = true;

    /** Runs the command. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Isolation()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        var plan = new IsolationPlan(60 * minutes, partitions, keys, maxHeld);
        System.out.printf("%,d records/s for %,d s, one of 20 keys fails%n", plan.rate(), plan.seconds());
        try (var kafka = LocalKafka.builder().jvmOptions("-Xms1g", "-Xmx1g").start()) {
            double clean = healthyRate(kafka, plan, Failing.NONE);
            double beside = healthyRate(kafka, plan, Failing.EVERYWHERE);
            check(
                    "healthy keys beside failing ones reach %.3f of a clean run".formatted(beside / clean),
                    beside >= LEAST_SHARE * clean);
            reachBound(kafka, plan);
        }
        return asExpected ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static double healthyRate(TestKafka kafka, IsolationPlan plan, Failing failing)
            throws InterruptedException {
        try (var run = new IsolationRun(kafka, plan, failing, plan.seconds(), plan.maxHeld())) {
            long start = System.nanoTime();
            run.awaitFeed();
            double rate = run.handler().healthy() / ((System.nanoTime() - start) / 1e9);
            int held = run.snapshot().held();
            run.recover();
            System.out.printf(
                    "failing: %-10s %,10.0f healthy records/s; %,d held at the end, of %,d; all %,d finished%n",
                    failing.name().toLowerCase(Locale.ROOT), rate, held, plan.maxHeld(), run.sent());
            return rate;
        }
    }

    private void reachBound(TestKafka kafka, IsolationPlan plan) throws InterruptedException {
        int bound = plan.boundRunMaxHeld();
        try (var run =
                new IsolationRun(kafka, plan, Failing.IN_HALF_OF_THE_PARTITIONS, plan.boundRunSeconds(), bound)) {
            check(
                    "a bound of %,d held records stops exactly the partitions with failing keys".formatted(bound),
                    run.awaitDuringFeed(run::exactlyTheConcernedArePaused));
            int held = run.snapshot().held();
            long elsewhere = run.handler().healthyElsewhere();
            check(
                    "they stop at %,d held records, %.3f of the bound".formatted(held, (double) held / bound),
                    held >= bound && held <= MOST_ABOVE_BOUND * bound);
            run.problems().stream().limit(1).forEach(problem -> System.out.println("health: " + problem));
            check("health names them", run.problems().size() == plan.partitions() / 2);
            run.awaitFeed();
            check(
                    "at the end of the feed %,d are held, and the other partitions have handled %,d more records"
                            .formatted(run.snapshot().held(), run.handler().healthyElsewhere() - elsewhere),
                    run.snapshot().held() <= MOST_ABOVE_BOUND * bound
                            && run.handler().healthyElsewhere() > elsewhere);
            run.recover();
            check("all finish once nothing fails any more", run.snapshot().held() == 0);
        }
    }

    private void check(String what, boolean holds) {
        System.out.println((holds ? "yes: " : "NO:  ") + what);
        asExpected &= holds;
    }
}
