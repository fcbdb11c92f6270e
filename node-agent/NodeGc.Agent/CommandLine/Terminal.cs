using System.Globalization;
using NodeGc.Agent.Reports;

namespace NodeGc.Agent.CommandLine;

/// <summary>Standard output as a page: as wide as the terminal, or as <c>COLUMNS</c> says; of a width that reads well
/// in a log where there is
/// none.</summary>
internal static class Terminal
{
    /// <summary>The page for a report.</summary>
    /// <param name="isWide">Everything in full, however wide it gets.</param>
    public static Page Open(bool isWide) =>
        new(Console.Out, isWide ? null : Width(), isBold: !Console.IsOutputRedirected);

    private static int Width() =>
        int.TryParse(
            Environment.GetEnvironmentVariable("COLUMNS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var told
        )
        && told > 0
            ? told
        : Console.IsOutputRedirected || Console.WindowWidth <= 0 ? Page.PlainWidth
        : Console.WindowWidth;
}
