using System.Collections.Immutable;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>All that the load does, each as often as it is here.</summary>
internal static class LoadActions
{
    private static readonly ImmutableArray<ILoadAction> All =
    [
        new BuildImage(withBuildKit: false),
        new BuildImage(withBuildKit: true),
        new PullImage(),
        new LoadImage(),
        new CommitContainer(),
        new RunOnce(),
        new RunOnce(),
        new StartContainer(),
        new StartContainer(),
        new KillContainer(),
        new KillContainer(),
        new RemoveContainer(),
        new RemoveImage(),
        new RemoveImage(),
        new RemoveImage(),
        new CreateVolume(),
        new RewriteVolume(),
        new RemoveVolume(),
        new LeaveThingsBehind(),
        new Prune(),
    ];

    public static ILoadAction Any(Random random) => All[random.Next(All.Length)];
}
