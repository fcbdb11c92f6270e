using System.Collections.Immutable;
using NodeGc.Agent.State;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Stores.Reading;

namespace NodeGc.Agent.Scanning;

/// <summary>Stores which losses of metadata were confirmed, and applies the confirmations to inventories.</summary>
internal sealed class ConfirmedLossStore(StateDirectory state, TimeProvider time)
{
    /// <summary>The inventory with confirmed losses keeping nothing. Losses named by the annotation are confirmed
    /// here when first seen, and revoked when no longer named. If the metadata has changed, its confirmation is void
    /// permanently.</summary>
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

    /// <summary>The confirmed losses, marked as void if the metadata has changed.</summary>
    public ImmutableArray<ConfirmedLoss> List(string root) =>
        [.. state.ReadLosses(root).Select(loss => Checked(root, loss))];

    /// <summary>Revokes the confirmation at <paramref name="path"/>; false if there was none.</summary>
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

    /// <summary>A top-level directory of the data root may be a disk that was mounted for a while: then neither its
    /// identity nor anything above it shows that it was intact.</summary>
    private static LossConfirmation ConfirmationOf(ConfirmedLoss loss) =>
        new(DescribeConfirmation(loss), loss.Path.Contains('/') ? null : loss.Kept);

    private static string DescribeConfirmation(ConfirmedLoss loss) =>
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

    /// <summary>Metadata that cannot be identified cannot be confirmed: a later change could not be detected.</summary>
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

    /// <summary>What a loss at the same path kept that was confirmed before.</summary>
    private static ImmutableArray<ResourceId> KeptBefore(ImmutableArray<ConfirmedLoss> losses, Doubt doubt) =>
        Find(losses, doubt)?.Kept ?? [];

    private void Write(string root, ImmutableArray<ConfirmedLoss> losses) => state.WriteLosses(root, losses);
}
