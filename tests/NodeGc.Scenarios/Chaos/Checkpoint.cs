using System.Collections.Immutable;
using NodeGc.Scenarios.Chaos.Modelling;
using NodeGc.Scenarios.Chaos.Planting;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos;

/// <summary>Holds the store against the model while the load rests: what must live lives, and what is an orphan is gone
/// after one more sweep.</summary>
internal sealed class Checkpoint(
    UnrulyDaemon daemon,
    Model model,
    OrphanPlanter planter,
    ContinuousSweep sweep,
    Tally tally
)
{
    private readonly ModelCheck check = new(daemon.Dockerd, model);
    private readonly LostDirectories lost = new(daemon.Dockerd);
    private readonly BuildCacheRepair repair = new(daemon, new LostDirectories(daemon.Dockerd), tally);

    private DockerCli Docker => daemon.Dockerd.Cli;

    /// <summary>Sweeps, looks, and tells the tally what is wrong.</summary>
    public Task HoldAsync() =>
        sweep.HoldAsync(async () =>
        {
            daemon.AwaitLoaded();
            Strays.Remove(Docker, model);
            model.Recount();
            var (store, disposable) = (StoreCheck.Take(Docker), Disposable());
            await SweepAsync();
            foreach (var violation in store.FindViolations(disposable).Concat(check.FindViolations()).Concat(Orphans()))
                tally.Violate(violation);
            tally.Count("checkpoints");
            TestContext.Progress.WriteLine($"{DateTime.UtcNow:HH:mm:ss} {tally}");
        });

    /// <summary>As above, after the load has removed everything of its own: then no layer directory may be left that
    /// nothing names.</summary>
    public Task HoldEmptyAsync() =>
        sweep.HoldAsync(async () =>
        {
            daemon.AwaitLoaded();
            Strays.Remove(Docker, new Model());
            Docker.Do("builder", "prune", "-af");
            await SweepAsync();
            foreach (var violation in Orphans())
                tally.Violate(violation);
        });

    private async Task SweepAsync()
    {
        await sweep.SweepAsync();
        if (!repair.IsDone(sweep.Reasons))
            return;
        daemon.AwaitLoaded();
        await sweep.SweepAsync();
    }

    /// <summary>What the sweep may remove although the engine lists it: all that is not in the model, and that no
    /// container uses.</summary>
    private ImmutableArray<string> Disposable() =>
        [
            .. Docker
                .Lines("images", "-aq", "--no-trunc")
                .Except(IdsOf("image", model.Images.All.Select(image => image.Tag))),
            .. Docker
                .Lines("ps", "-aq", "--no-trunc")
                .Except(IdsOf("container", model.Containers.All.Select(container => container.Name))),
            .. Docker
                .Lines("volume", "ls", "-q", "--filter", "dangling=true")
                .Except(model.Volumes.All.Select(volume => volume.Name)),
        ];

    private IEnumerable<string> IdsOf(string kind, IEnumerable<string> names) =>
        names.ToArray() is { Length: > 0 } some ? Docker.Lines([kind, "inspect", "--format", "{{.Id}}", .. some]) : [];

    /// <summary>Where the engine lost a directory of a layer that it knows, none of its layers may be removed: this is
    /// counted and no violation.</summary>
    private IEnumerable<string> Orphans()
    {
        var left = Left().ToLookup(name => lost.IsBehind(sweep.FindReason(name)));
        foreach (var _ in left[true])
            tally.Count("orphans held since the engine lost a directory");
        return left[false]
            .Select(name =>
                $"an orphan was not removed: {name} "
                + $"({sweep.FindReason(name)?.ToString() ?? "and the plan did not hold it"})"
            )
            .ToList();
    }

    private IEnumerable<string> Left() =>
        from name in planter
            .Remaining.Select(path => Path.GetFileName(path))
            .Concat(LayerNames.FindUnnamed(daemon.Dockerd))
            .Concat(Docker.Lines("volume", "ls", "-q", "--filter", "dangling=true").Where(name => name.Length == 64))
            .Distinct()
        select name;
}
