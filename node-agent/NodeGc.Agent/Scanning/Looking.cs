using NodeGc.Collector.Policies;

namespace NodeGc.Agent.Scanning;

/// <summary>What a look at a store has to find out, and how far an engine is trusted for it.</summary>
/// <param name="Settle">For how long an engine that was just started is taken to be still loading: then it knows less
/// than the disk.</param>
/// <param name="AsksForBuildCache">Ask for the build cache even of an engine that measures all volumes to
/// answer.</param>
internal sealed record Looking(TimeSpan Settle, bool AsksForBuildCache)
{
    /// <summary>Where nothing is going to be removed.</summary>
    public static readonly Looking ForReports = new(ClassPolicy.ShortestInterval, AsksForBuildCache: false);

    /// <summary>As long as the policy wants its looks to be apart.</summary>
    public static Looking For(CleanupPolicy policy) =>
        new(
            policy.Classes.Select(one => one.ConfirmationInterval).Append(ClassPolicy.ShortestInterval).Max(),
            policy.BuildCache is not null
        );
}
