using System.Globalization;

namespace NodeGc.Benchmarks;

/// <summary>Resident memory of a process in bytes. Source: <c>/proc/&lt;pid&gt;/status</c>.</summary>
internal static class ProcessMemory
{
    public static long PeakOf(string process) => Read(process, "VmHWM:");

    public static long NowOf(string process) => Read(process, "VmRSS:");

    private static long Read(string process, string field)
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .First(line => line.StartsWith(field, StringComparison.Ordinal));
        return 1024
            * long.Parse(
                line[field.Length..].Replace("kB", "", StringComparison.Ordinal),
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture
            );
    }
}
