using System.Globalization;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Metadata;

/// <summary>Reads <c>layerdb/sha256</c>: every layer the engine knows, whether or not an image needs it.</summary>
internal sealed class LayerStoreReader(ReadPass pass)
{
    private const string RemovingSuffix = "-removing";

    private readonly string path = $"image/{pass.Driver}/layerdb/sha256";

    /// <summary>Adds every layer with its parent and directory.</summary>
    public void Read() => pass.Pieces.Read(path, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(path) is not { } layers)
                return;
            foreach (var entry in layers.Handle.List())
            {
                var name = entry.Name.ToString();
                if (LayerNames.IsHex(name))
                    pass.Pieces.Read(layers.At(name), Owners.Layer, () => ReadLayer(layers, name), Remedies.Layer);
                else if (IsRemoving(name))
                    pass.Pieces.Read(
                        layers.At(name),
                        DoubtScope.Nothing,
                        () => ReadRemoving(layers, name),
                        Remedies.Layer
                    );
                else
                    pass.Findings.Add(
                        new Leftover(
                            LeftoverKind.UnknownName,
                            layers.At(name),
                            "no layer has such a name; it is left alone"
                        )
                    );
            }
        });

    private void ReadLayer(StoreFolder layers, string hex)
    {
        if (layers.FindStatus(hex) is not { } status)
            return;
        if (status.Kind != FileKind.Directory)
            throw new LayoutUnknownException("it is no directory but has the name of a layer");
        if (IsOfNobody(layers, hex))
        {
            AddEmpty(layers.At(hex));
            return;
        }
        var draft = pass.Findings.Get(ResourceKind.Layer, LayerNames.DigestOf(hex));
        var parent = layers.FindText($"{hex}/parent");
        var cacheId = layers.FindText($"{hex}/cache-id");
        NeedDirectory(draft, cacheId);
        if (parent is not null)
            pass.Stack(cacheId!);
        draft.EngineSize = FindSize(layers, hex);
        if (LayerNames.IsDigest(parent))
            draft.Require(pass.Findings.Share(new ResourceId(ResourceKind.Layer, parent!)));
        RefuseWrongChain(LayerNames.DigestOf(hex), parent, layers.FindText($"{hex}/diff"));
    }

    private static Bytes? FindSize(StoreFolder layers, string hex) =>
        long.TryParse(layers.FindText($"{hex}/size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new Bytes(size)
            : null;

    private static void RefuseWrongChain(string chainId, string? parent, string? diff)
    {
        if (parent is not null && !LayerNames.IsDigest(parent))
            throw MetadataDamagedException.In("parent", parent, Owners.Image);
        if (!LayerNames.IsDigest(diff))
            throw MetadataDamagedException.In("diff", diff, Owners.Image);
        if (ChainIds.On(parent, diff!) != chainId)
            throw new MetadataDamagedException("its diff and parent do not make up its name") { Owner = Owners.Image };
    }

    /// <summary>Until it is gone, the engine deletes its directory by itself: at a clean stop.</summary>
    private void ReadRemoving(StoreFolder layers, string name)
    {
        if (layers.FindStatus(name) is null)
            return;
        var draft = pass.Findings.Get(ResourceKind.Layer, name);
        draft.IsGoing = true;
        pass.Findings.Add(
            new Leftover(
                LeftoverKind.RemovingLayer,
                layers.At(name),
                "the engine was removing it; a clean stop of the engine finishes that"
            )
        );
        NeedDirectory(draft, layers.FindText($"{name}/cache-id"));
    }

    private void NeedDirectory(Draft draft, string? cacheId)
    {
        if (!LayerNames.IsDirectory(cacheId))
            throw MetadataDamagedException.In("cache-id", cacheId, owner: null);
        draft.Require(pass.Directory(cacheId!));
    }

    /// <summary>An empty folder that no image, layer, mount or record of BuildKit names. The engine does not load it,
    /// so nobody can come to need what it once
    /// recorded: a pull of the same layer makes a directory of its own. Known only when all else was read.</summary>
    private bool IsOfNobody(StoreFolder layers, string hex)
    {
        if (!pass.Pieces.IsSecondLook || !layers.List(hex).IsEmpty)
            return false;
        if (pass.DaemonStartedAt is { } start && layers.FindStatus(hex)?.LastChanged >= start)
            return false;
        var layer = new ResourceId(ResourceKind.Layer, LayerNames.DigestOf(hex));
        return pass.Findings.Drafts.All(draft => !draft.Needs.Contains(layer));
    }

    private void AddEmpty(string path)
    {
        if (pass.DaemonStartedAt is null)
            pass.AddDebris(path, "an empty record of a layer that nothing refers to");
        else
            pass.Findings.Add(
                new Leftover(
                    LeftoverKind.UnreferencedLayer,
                    path,
                    "an empty record of a layer; class debris removes it while the engine is stopped"
                )
            );
    }

    private static bool IsRemoving(string name) =>
        name.EndsWith(RemovingSuffix, StringComparison.Ordinal)
        && name.Length > 64
        && LayerNames.IsHex(name.AsSpan(0, 64));
}
