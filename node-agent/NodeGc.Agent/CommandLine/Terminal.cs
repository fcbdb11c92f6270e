using System.Globalization;
using NodeGc.Agent.Reports;

namespace NodeGc.Agent.CommandLine;

/// <summary>Standard output as a page: as wide as the terminal or as <c>COLUMNS</c>; otherwise of a width that suits
/// logs.</summary>
internal static class Terminal
{
    /// <summary>The page for a report.</summary>
    /// <param name="isWide">Do not truncate, however wide the tables get.</param>
    /// <param name="storeOptions">The options that commands to run next need, with a blank in front.</param>
    public static Page Open(bool isWide, string storeOptions) =>
        new(Console.Out, isWide ? null : Width(), isBold: !Console.IsOutputRedirected) { StoreOptions = storeOptions };

    private static int Width() =>
        int.TryParse(
            Environment.GetEnvironmentVariable("COLUMNS"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var columns
        )
        && columns > 0
            ? columns
        : Console.IsOutputRedirected || Console.WindowWidth <= 0 ? Page.PlainWidth
        : Console.WindowWidth;
}
