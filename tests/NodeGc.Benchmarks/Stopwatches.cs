using System.Diagnostics;
using System.Globalization;
using NodeGc.Testing.Docker;

namespace NodeGc.Benchmarks;

/// <summary>Times actions of this process and whole commands.</summary>
internal static class Stopwatches
{
    /// <summary>Times <paramref name="action"/>; the processor time is that of the whole process.</summary>
    public static Timing Time(Action action)
    {
        var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        action();
        return new Timing(wall.Elapsed, Environment.CpuUsage.TotalTime - cpu);
    }

    /// <summary>Times a command, by the shell's own clock: its start-up counts for a few milliseconds, processor time
    /// is that of its children.</summary>
    public static Timing Time(string program, params string[] arguments)
    {
        const string Script = "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null";
        var error = Run("bash", ["-c", Script, "bash", program, .. arguments]).Errors;
        var parts = error
            .Trim()
            .Split('\n')[^1]
            .Split(' ')
            .Select(part => double.Parse(part, CultureInfo.InvariantCulture))
            .ToArray();
        return new Timing(TimeSpan.FromSeconds(parts[0]), TimeSpan.FromSeconds(parts[1] + parts[2]));
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static CommandResult Run(string program, params string[] arguments)
    {
        var end = new ExternalCommand(program, arguments) { Limit = Timeout.InfiniteTimeSpan }.Run();
        return end.Succeeded ? end : throw new InvalidOperationException($"{end}");
    }
}
