using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Scanning;

/// <summary>Options of a scan.</summary>
/// <param name="SettleTime">For how long a daemon that was just started is assumed to be still loading: until then, it
/// may know less than the disk.</param>
/// <param name="QueryBuildCache">Whether to query the build cache even if the daemon measures all volumes to
/// answer.</param>
internal sealed record ScanOptions(TimeSpan SettleTime, bool QueryBuildCache)
{
    /// <summary>For reports, when nothing is removed.</summary>
    public static readonly ScanOptions ForReports = new(ClassPolicy.ShortestInterval, QueryBuildCache: false);

    /// <summary>For a policy: the settle time is the longest interval between its scans.</summary>
    public static ScanOptions For(CleanupPolicy policy) =>
        new(
            policy.Classes.Select(one => one.ConfirmationInterval).Append(ClassPolicy.ShortestInterval).Max(),
            policy.BuildCache is not null
        );
}
