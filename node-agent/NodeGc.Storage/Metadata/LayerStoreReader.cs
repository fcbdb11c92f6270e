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
        if (pass.FindFolder(path) is not { } layers) return;
        foreach (var entry in layers.Handle.List())
        {
            var name = entry.Name.ToString();
            if (LayerNames.IsHex(name)) pass.Pieces.Read(layers.At(name), DoubtScope.Layers, () => ReadLayer(layers, name));
            else if (IsRemoving(name)) pass.Pieces.Read(layers.At(name), DoubtScope.Layers, () => ReadRemoving(layers, name));
            else pass.Findings.Add(new Leftover(LeftoverKind.UnknownName, layers.At(name), "no layer has such a name; it is left alone"));
        }
    });

    private void ReadLayer(StoreFolder layers, string hex)
    {
        if (layers.FindStatus(hex) is not { } status) return;
        if (status.Kind != FileKind.Directory) throw new LayoutUnknownException("it is no directory but has the name of a layer");
        var draft = pass.Findings.Get(ResourceKind.Layer, LayerNames.DigestOf(hex));
        var parent = layers.FindText($"{hex}/parent");
        var cacheId = layers.FindText($"{hex}/cache-id");
        NeedDirectory(draft, cacheId);
        if (parent is not null) pass.Stack(cacheId!);
        draft.EngineSize = FindSize(layers, hex);
        if (LayerNames.IsDigest(parent)) draft.Require(pass.Findings.Share(new ResourceId(ResourceKind.Layer, parent!)));
        RefuseWrongChain(LayerNames.DigestOf(hex), parent, layers.FindText($"{hex}/diff"));
    }

    private static Bytes? FindSize(StoreFolder layers, string hex) =>
        long.TryParse(layers.FindText($"{hex}/size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? new Bytes(size) : null;

    private static void RefuseWrongChain(string chainId, string? parent, string? diff)
    {
        if (parent is not null) LayerNames.Digested(parent, "parent");
        if (ChainIds.On(parent, LayerNames.Digested(diff, "diff")) != chainId)
            throw new MetadataDamagedException("its diff and parent do not make up its name");
    }

    /// <summary>Until it is gone, the engine deletes its directory by itself: at a clean stop.</summary>
    private void ReadRemoving(StoreFolder layers, string name)
    {
        if (layers.FindStatus(name) is null) return;
        var draft = pass.Findings.Get(ResourceKind.Layer, name);
        draft.IsGoing = true;
        pass.Findings.Add(new Leftover(LeftoverKind.RemovingLayer, layers.At(name), "the engine was removing it; a clean stop of the engine finishes that"));
        NeedDirectory(draft, layers.FindText($"{name}/cache-id"));
    }

    private void NeedDirectory(Draft draft, string? cacheId)
    {
        if (cacheId is null) throw new MetadataDamagedException("cache-id is missing");
        if (!LayerNames.IsDirectory(cacheId)) throw new MetadataDamagedException("cache-id names no layer directory");
        draft.Require(pass.Directory(cacheId));
    }

    private static bool IsRemoving(string name) =>
        name.EndsWith(RemovingSuffix, StringComparison.Ordinal) && name.Length > 64 && LayerNames.IsHex(name.AsSpan(0, 64));
}
