using System.Collections.Immutable;
using NodeGc.Stores.Tests.Reading;

namespace NodeGc.Stores.Tests.Damaging;

/// <summary>One store that serves for many damages: damaged, read, judged, made whole again.</summary>
internal sealed class DamageCase(int storeSeed) : IDisposable
{
    private readonly WrittenStore written = new(Readable.Plan(storeSeed).Build());
    private IReadOnlyList<IReadOnlyList<string>>? files;

    /// <summary>What live or untouchable things would be removed after the damage that follows from a seed; null for
    /// none.</summary>
    public async Task<string?> FindViolationAsync(int damageSeed)
    {
        var (store, truth) = (written.Store, written.Store.Truth);
        var damage = Damage.Random(store.Tree, files ??= MetadataFiles.In(store.Tree), damageSeed);
        damage.Apply(written.Root, store.Tree);
        var inventory = await written.ReadAsync();
        damage.Undo(written.Root, store.Tree);
        var lost = Judgement.WouldGo(inventory).Intersect(truth.Live.Union(truth.Untouchable));
        return lost.IsEmpty ? null : Describe(damage, damageSeed, lost);
    }

    public void Dispose() => written.Dispose();

    private string Describe(Damage damage, int damageSeed, ImmutableSortedSet<string> lost) =>
        $"[TestCase({storeSeed}, {damageSeed})] {damage.Kind} {damage.Path}: "
        + $"{string.Join(", ", lost)} would be removed. {Readable.Plan(storeSeed)}";
}
