using System.Globalization;

namespace NodeGc.Fleet.Measuring;

/// <summary>Prints figures. Pure.</summary>
internal static class FleetReport
{
    public static IEnumerable<string> Describe(FleetFigures figures)
    {
        yield return Line("end to end", Seconds(figures.Elapsed));
        yield return Line("API writes per node and run", Number(figures.WritesPerNodeAndRun));
        yield return Line("  written by agents, by the operator", $"{figures.AgentWrites}, {figures.OperatorWrites}");
        yield return Line("reconciliations", figures.Reconciles.ToString(CultureInfo.InvariantCulture));
        yield return Line("processor time, operator", Seconds(figures.OperatorTime));
        yield return Line(
            "processor time, operator, per node",
            $"{Number(figures.OperatorTimePerNode.TotalMilliseconds)} ms"
        );
        yield return Line("processor time, API server and agents", Seconds(figures.OtherTime));
        yield return Line("peak memory, operator", $"{figures.OperatorMemory >> 20} MiB");
        yield return Line("largest cleanup", $"{Number(figures.LargestCleanup / 1000.0)} KB");
        yield return Line("largest NodeStorage", $"{Number(figures.LargestNodeStorage / 1000.0)} KB");
        if (figures.IdleWrites is { } idle)
            yield return Line("writes per node and minute when idle", Number(idle));
        foreach (var problem in figures.Problems)
            yield return $"PROBLEM: {problem}";
    }

    private static string Line(string what, string value) => $"{what, -42} {value}";

    private static string Seconds(TimeSpan time) => $"{Number(time.TotalSeconds)} s";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
