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
    /// when it is first seen; what it no longer
    /// names is in doubt again.</summary>
    /// <exception cref="AgentException">The file cannot be written.</exception>
    public Inventory Apply(Inventory inventory)
    {
        var root = inventory.Store.DataRoot;
        var losses = Follow(inventory, state.ReadLosses(root), state.ReadWantedLosses());
        if (losses.IsEmpty) return inventory;
        return LossConfirmations.Apply(inventory, doubt =>
            Find(losses, doubt, root) is { } loss ? WordsOf(loss) : null);
    }

    /// <summary>Confirms the losses that <paramref name="doubts"/> tell of.</summary>
    /// <exception cref="AgentException">The file cannot be written.</exception>
    public void Confirm(string root, IEnumerable<Doubt> doubts) =>
        Write(root, Add(root, state.ReadLosses(root), doubts, isByAnnotation: false));

    /// <summary>What was confirmed, and whether it still is what it was.</summary>
    public ImmutableArray<(ConfirmedLoss Loss, bool IsUnchanged)> List(string root) =>
        [.. state.ReadLosses(root).Select(loss => (loss, PieceIdentity.Find(root, loss.Path) == loss.Identity))];

    /// <summary>Takes back what was confirmed at <paramref name="path"/>; false where nothing was.</summary>
    /// <exception cref="AgentException">The file cannot be written.</exception>
    public bool Revoke(string root, string path)
    {
        var losses = state.ReadLosses(root);
        var left = losses.RemoveAll(loss => loss.Path == path);
        if (left.Length < losses.Length) Write(root, left);
        return left.Length < losses.Length;
    }

    private static ConfirmedLoss? Find(ImmutableArray<ConfirmedLoss> losses, Doubt doubt, string root) =>
        losses.FirstOrDefault(loss => loss.Path == doubt.Subject) is { } loss
            && PieceIdentity.Find(root, loss.Path) == loss.Identity ? loss : null;

    private static string WordsOf(ConfirmedLoss loss) =>
        $"on {Instant.Format(loss.ConfirmedAt)} "
            + $"{(loss.IsByAnnotation ? "by the annotation of the NodeStorage" : "on the command line")}";

    private ImmutableArray<ConfirmedLoss> Follow(Inventory inventory, ImmutableArray<ConfirmedLoss> losses,
        ImmutableArray<string> wanted)
    {
        var root = inventory.Store.DataRoot;
        var left = losses.RemoveAll(loss => loss.IsByAnnotation && !wanted.Contains(loss.Path));
        var news = inventory.Doubts
            .Where(doubt => doubt.IsLoss && wanted.Contains(doubt.Subject)
                && left.All(loss => loss.Path != doubt.Subject));
        var all = Add(root, left, news, isByAnnotation: true);
        if (!all.SequenceEqual(losses)) Write(root, all);
        return all;
    }

    /// <summary>A piece that cannot be identified cannot be confirmed: nobody could tell whether it has
    /// changed.</summary>
    private ImmutableArray<ConfirmedLoss> Add(string root, ImmutableArray<ConfirmedLoss> losses,
        IEnumerable<Doubt> doubts, bool isByAnnotation) =>
        doubts.Aggregate(losses, (all, doubt) => PieceIdentity.Find(root, doubt.Subject) is { } identity
            ? all.RemoveAll(loss =>
                loss.Path == doubt.Subject).Add(
                    new ConfirmedLoss(doubt.Subject, identity, doubt.Message, time.GetUtcNow(), isByAnnotation))
            : all);

    private void Write(string root, ImmutableArray<ConfirmedLoss> losses) => state.WriteLosses(root, losses);
}
