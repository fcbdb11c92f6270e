using NodeGc.Storage.Quarantining;

namespace NodeGc.Storage.Sweeping;

/// <summary>
/// Makes the engine forget a volume whose data lies in the quarantine already. A container that starts meanwhile fails
/// for want of the directory instead of writing into an empty volume, and the engine's refusal brings the data back at
/// once.
/// </summary>
internal sealed class VolumeForgetting(WritableStore store, VolumeEngine engine)
{
    /// <summary>Null when the engine has forgotten the volume; else why it has not.</summary>
    public async Task<ItemOutcome?> Forget(string volume, CancellationToken cancellationToken)
    {
        try
        {
            store.Steps.Reach("remove");
            var removal = await engine.Remove(volume, cancellationToken);
            store.Steps.Reach("removed");
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
            return false; // No answer either: the data goes back, which is right in both cases.
        }
    }
}
