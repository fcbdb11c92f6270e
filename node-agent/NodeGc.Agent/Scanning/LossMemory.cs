using System.Collections.Immutable;
using NodeGc.Agent.State;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Reading;

namespace NodeGc.Agent.Scanning;

/// <summary>Remembers which lost pieces of metadata the operator of the node has confirmed as lost, and takes them out
/// of doubt.</summary>
internal sealed class LossMemory(StateDirectory state, TimeProvider time)
{
    /// <summary>The inventory in which a confirmed loss keeps nothing. What the annotation names is confirmed by this
    /// when it is first seen; what it no longer names is in doubt again, and so is, for good, a piece that is seen
    /// changed.</summary>
    /// <exception cref="AgentException">The file cannot be written.</exception>
    public Inventory Apply(Inventory inventory)
    {
        var root = inventory.Store.DataRoot;
        var losses = Follow(inventory, state.ReadLosses(root), state.ReadWantedLosses());
        if (losses.IsEmpty)
            return inventory;
        return LossConfirmations.Apply(inventory, doubt =>
            Find(losses, doubt) is { } loss ? ConfirmationOf(loss) : null
        );
    }

    /// <summary>Confirms the losses that <paramref name="doubts"/> report.</summary>
    /// <exception cref="AgentException">The file cannot be written.</exception>
    public void Confirm(Inventory inventory, IEnumerable<Doubt> doubts)
    {
        var root = inventory.Store.DataRoot;
        Write(root, Add(inventory, state.ReadLosses(root), doubts, isByAnnotation: false));
    }

    /// <summary>What was confirmed, each marked as void where it is not what it was.</summary>
    public ImmutableArray<ConfirmedLoss> List(string root) =>
        [.. state.ReadLosses(root).Select(loss => Checked(root, loss))];

    /// <summary>Takes back what was confirmed at <paramref name="path"/>; false where nothing was.</summary>
    /// <exception cref="AgentException">The file cannot be written.</exception>
    public bool Revoke(string root, string path)
    {
        var losses = state.ReadLosses(root);
        var left = losses.RemoveAll(loss => loss.Path == path);
        if (left.Length < losses.Length)
            Write(root, left);
        return left.Length < losses.Length;
    }

    private static ConfirmedLoss? Find(ImmutableArray<ConfirmedLoss> losses, Doubt doubt) =>
        losses.FirstOrDefault(loss => loss.Path == doubt.Subject && !loss.IsVoid);

    private static ConfirmedLoss Checked(string root, ConfirmedLoss loss) =>
        loss with
        {
            IsVoid = loss.IsVoid || MetadataIdentity.Find(root, loss.Path) != loss.Identity,
        };

    /// <summary>A folder of the data root itself may be a disk that was mounted for a while: then neither its identity
    /// nor anything above it shows that it was whole.</summary>
    private static LossConfirmation ConfirmationOf(ConfirmedLoss loss) =>
        new(WordsOf(loss), loss.Path.Contains('/') ? null : loss.Kept);

    private static string WordsOf(ConfirmedLoss loss) =>
        $"on {Instant.Format(loss.ConfirmedAt)} "
        + $"{(loss.IsByAnnotation ? "by the annotation of the NodeStorage" : "on the command line")}";

    private ImmutableArray<ConfirmedLoss> Follow(
        Inventory inventory,
        ImmutableArray<ConfirmedLoss> losses,
        ImmutableArray<string> wanted
    )
    {
        var root = inventory.Store.DataRoot;
        ImmutableArray<ConfirmedLoss> left =
        [
            .. losses
                .RemoveAll(loss => loss.IsByAnnotation && !wanted.Contains(loss.Path))
                .Select(loss => Checked(root, loss)),
        ];
        var news = inventory.Doubts.Where(doubt =>
            doubt.IsLoss
            && wanted.Contains(doubt.Subject)
            && left.All(loss => loss.Path != doubt.Subject || (loss.IsVoid && !loss.IsByAnnotation))
        );
        var all = Add(inventory, left, news, isByAnnotation: true);
        if (!all.SequenceEqual(losses))
            Write(root, all);
        return all;
    }

    /// <summary>A piece that cannot be identified cannot be confirmed: nobody could tell whether it has
    /// changed.</summary>
    private ImmutableArray<ConfirmedLoss> Add(
        Inventory inventory,
        ImmutableArray<ConfirmedLoss> losses,
        IEnumerable<Doubt> doubts,
        bool isByAnnotation
    )
    {
        foreach (var doubt in doubts)
        {
            if (MetadataIdentity.Find(inventory.Store.DataRoot, doubt.Subject) is not { } identity)
                continue;
            var loss = new ConfirmedLoss(doubt.Subject, identity, doubt.Message, time.GetUtcNow(), isByAnnotation)
            {
                Kept = [.. KeptBefore(losses, doubt), .. LossConfirmations.Kept(inventory, doubt)],
            };
            losses = losses.RemoveAll(before => before.Path == doubt.Subject).Add(loss);
        }

        return losses;
    }

    /// <summary>Of a piece that was confirmed before, the doubt keeps only what has come since.</summary>
    private static ImmutableArray<ResourceId> KeptBefore(ImmutableArray<ConfirmedLoss> losses, Doubt doubt) =>
        Find(losses, doubt)?.Kept ?? [];

    private void Write(string root, ImmutableArray<ConfirmedLoss> losses) => state.WriteLosses(root, losses);
}
