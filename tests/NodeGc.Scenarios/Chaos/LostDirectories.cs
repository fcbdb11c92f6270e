using System.Text.RegularExpressions;
using NodeGc.Collector.Marking;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos;

/// <summary>Directories that records of the engine need and that are missing: the engine loses some when it is killed,
/// and the agent then rightly holds all layers. What the agent itself took away would be another matter.</summary>
internal sealed partial class LostDirectories(PrivateDockerd dockerd)
{
    private string Own => Path.Combine(dockerd.DataRoot, ".nodegc");

    /// <summary>The directory whose loss is <paramref name="reason"/>; null where it is about something else.</summary>
    public static string? Find(RootReason reason) =>
        Missing().Match(reason.Text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Something stays only because the engine lost a directory.</summary>
    public bool IsBehind(RootReason? reason) =>
        reason is not null && Find(reason) is { } name && !WasRemovedByAgent(name);

    /// <summary>The agent's journal names every directory that it ever moved.</summary>
    public bool WasRemovedByAgent(string name) =>
        Directory.Exists(Own)
        && Directory
            .EnumerateFiles(Own, "journal*")
            .Any(journal => File.ReadAllText(journal).Contains(name, StringComparison.Ordinal));

    [GeneratedRegex("^[a-z0-9/-]+/([a-z0-9-]+): it is missing, but .* needs it", RegexOptions.IgnoreCase)]
    private static partial Regex Missing();
}
