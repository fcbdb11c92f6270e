using NodeGc.Storage.Tests.Sweeping;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>
/// Kills a deed at its first moment, at its second, and so on until it runs through; each time a new process recovers,
/// the store is judged, a second recovery must change nothing, and what was left is brought to its end.
/// </summary>
/// <param name="kind">What the store holds.</param>
/// <param name="deed">What is killed.</param>
/// <param name="all">Whether it is killed at all calls or only at those that change something.</param>
internal sealed class CrashRun(StoreKind kind, Deed deed, bool all) : IDisposable
{
    private readonly BtrfsDisk? disk = kind.NeedsBtrfs ? new BtrfsDisk() : null;
    private Scene? scene;

    /// <summary>At how many moments the deed, or the recovery from its death, was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Kills the deed at every <paramref name="stride"/>-th moment.</summary>
    public void KillDeed(int stride)
    {
        for (var fatal = 1; TryKill(fatal); fatal += stride)
            Kills++;
    }

    /// <summary>Kills the deed at every <paramref name="stride"/>-th moment, and then the recovery from that at every
    /// one of its own.</summary>
    public void KillRecovery(int stride, int recoveryStride)
    {
        for (var fatal = 1; ; fatal += stride)
        {
            for (var fatalToRecovery = 1; ; fatalToRecovery += recoveryStride)
            {
                var recovery = new DoomedChild(fatalToRecovery, all);
                if (!TryKill(fatal, recovery))
                    return;
                if (recovery.KilledAt is null)
                    break;
                Kills++;
            }
        }
    }

    /// <summary>Does everything once in this process, so that its children find it compiled.</summary>
    public void WarmUp()
    {
        using var rehearsal = new Scene(kind, disk);
        deed.Before(rehearsal);
        deed.Act(rehearsal);
        rehearsal.Recover();
        JudgeRecovery(rehearsal);
        rehearsal.Sweep();
        rehearsal.Restore();
        rehearsal.Expire();
    }

    public void Dispose()
    {
        scene?.Dispose();
        disk?.Dispose();
    }

    private bool TryKill(int fatal, DoomedChild? recovery = null)
    {
        scene ??= new Scene(kind, disk);
        var doomed = new DoomedChild(fatal, all);
        try
        {
            Child.Run("what comes before", () => deed.Before(scene));
            doomed.Run(() => deed.Act(scene));
            recovery?.Run(scene.Recover);
            JudgeRecovery(scene);
            Finish(scene);
        }
        catch (Exception error)
        {
            throw new CrashException(
                $"{deed.Name} of {kind.Name}, killed {doomed.KilledAt ?? "never"}{Then(recovery)}: {error.Message}",
                error
            );
        }
        return doomed.KilledAt is not null;
    }

    private static string Then(DoomedChild? recovery) =>
        recovery is null ? "" : $", recovery killed {recovery.KilledAt ?? "never"}";

    private void JudgeRecovery(Scene scene)
    {
        Child.Run("recovery", scene.Recover);
        var recovered = scene.Now();
        Judge(scene, recovered, "after recovery");
        Child.Run("a second recovery", scene.Recover);
        if (!scene.Now().IsAsIn(recovered))
            throw new CrashException("a second recovery changed something");
    }

    private Verdict Judge(Scene scene, StoreState now, string when)
    {
        var verdict = new Verdict(scene.Before, now);
        var faults = verdict.FindFaults(scene.Items, deed.Deletes);
        return faults.Count == 0 ? verdict : throw new CrashException($"{when}: {string.Join("; ", faults)}");
    }

    /// <summary>What can be put back is, and then the store serves once more, since it must be what it was.</summary>
    private void Finish(Scene ended)
    {
        Child.Run("sweeping again", ended.Sweep);
        var swept = Judge(ended, ended.Now(), "after sweeping again");
        if (ended.Items.FirstOrDefault(swept.IsAtHome) is { } left)
            throw new CrashException($"{left.Id} was left by a second sweep");
        Child.Run("the end", deed.Deletes ? ended.Expire : ended.Restore);
        var finished = Judge(ended, ended.Now(), "at the end");
        if (ended.Items.FirstOrDefault(item => finished.IsKept(item)) is { } kept)
            throw new CrashException($"{kept.Id} is kept forever");
        if (!deed.Deletes)
            return;
        ended.Dispose();
        scene = null;
    }
}
