using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Scanning;

/// <summary>For how long an engine that was just started is taken to be still loading: then it knows less than the disk.</summary>
internal static class SettleTime
{
    /// <summary>Where nothing is going to be removed.</summary>
    public static readonly TimeSpan ForReports = ClassPolicy.ShortestInterval;

    /// <summary>As long as the policy wants its looks to be apart.</summary>
    public static TimeSpan Of(CleanupPolicy policy) =>
        new[] { policy.Layers, policy.Volumes }.OfType<ClassPolicy>().Select(one => one.ConfirmationInterval).Append(ClassPolicy.ShortestInterval).Max();
}
