using System.Text.RegularExpressions;
using NodeGc.Collector.Marking;

namespace NodeGc.Scenarios.Chaos;

/// <summary>
/// Docker 20.10 breaks its own build cache: after a restart it no longer knows that a record shares its directory with an image, and removes the directory
/// with the image; and when it dies while it removes a record, it cannot tell the size of its cache any more. The agent then rightly holds all layers and
/// says what is wrong. This does what an administrator would do.
/// </summary>
internal sealed partial class BuildCacheRepair(UnrulyDaemon daemon, Tally tally)
{
    private const string SizeUnknown = "error getting build cache usage";

    /// <summary>Throws the build cache away where records of it lack what they need.</summary>
    public bool IsDone(IEnumerable<RootReason> reasons)
    {
        var texts = reasons.Select(reason => reason.Text).ToList();
        var missing = texts.Select(text => MissingDirectory().Match(text)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        if (missing.Count == 0 && !texts.Exists(text => text.Contains(SizeUnknown, StringComparison.Ordinal))) return false;
        foreach (var name in missing.Where(WasRemovedByAgent)) tally.Violate($"the agent removed {name}, which the build cache needs");
        tally.Count("build caches that the engine broke");
        daemon.RestartWithout("buildkit");
        return true;
    }

    /// <summary>The agent's journal names every directory that it ever moved.</summary>
    private bool WasRemovedByAgent(string name) =>
        File.ReadAllText(Directory.EnumerateFiles(Path.Combine(daemon.Dockerd.DataRoot, ".nodegc"), "journal*").Single()).Contains(name, StringComparison.Ordinal);

    [GeneratedRegex("^build-cache record .* needs the layer directory [a-z0-9-]+/([a-z0-9]{25}), which is missing")]
    private static partial Regex MissingDirectory();
}
