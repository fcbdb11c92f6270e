using NodeGc.Removal.Quarantining;

namespace NodeGc.Removal.Sweeping;

/// <summary>
/// Makes the engine remove a volume whose data is already in the quarantine. A container that starts meanwhile fails
/// because the directory is missing instead of writing into an empty volume, and if the engine refuses, the data is
/// moved back at once.
/// </summary>
internal sealed class VolumeForgetting(WritableStore store, EngineOperations engine)
{
    /// <summary>Null if the engine has removed the volume; else the outcome.</summary>
    public async Task<ItemOutcome?> Forget(string volume, CancellationToken cancellationToken)
    {
        try
        {
            store.CrashPoints.Hit("remove");
            var removal = await engine.Remove(volume, cancellationToken);
            store.CrashPoints.Hit("removed");
            return removal == VolumeRemoval.InUse ? new ItemOutcome.InUse() : null;
        }
        catch (Exception error)
        {
            return await IsForgotten(volume)
                ? null
                : new ItemOutcome.Failed($"the engine did not remove volume {volume}: {error.Message}");
        }
    }

    /// <summary>After a call with an unknown outcome. Not cancelled with the run: the answer decides where the data
    /// belongs.</summary>
    private async Task<bool> IsForgotten(string volume)
    {
        try
        {
            return await engine.Find(volume, CancellationToken.None) is null;
        }
        catch (Exception)
        {
            return false; // No answer either: the data is moved back, which is right in both cases.
        }
    }
}
