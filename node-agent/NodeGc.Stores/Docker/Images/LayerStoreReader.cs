using System.Globalization;
using NodeGc.Collector;
using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Images;

/// <summary>Reads <c>layerdb/sha256</c>: every layer known to the engine, whether or not an image needs it.</summary>
internal sealed class LayerStoreReader(ReadPass pass)
{
    private const string RemovingSuffix = "-removing";

    private readonly string path = $"image/{pass.Driver}/layerdb/sha256";

    /// <summary>Adds every layer with its parent and directory.</summary>
    public void Read() => pass.MetadataReader.Read(path, DoubtScope.Layers, () =>
        {
            if (pass.FindFolder(path) is not { } layers)
                return;
            foreach (var entry in layers.Handle.List())
            {
                var name = entry.Name.ToString();
                if (LayerNames.IsHex(name))
                    pass.MetadataReader.Read(
                        layers.At(name),
                        Owners.Layer,
                        () => ReadLayer(layers, name),
                        Remedies.Layer
                    );
                else if (IsRemoving(name))
                    pass.MetadataReader.Read(
                        layers.At(name),
                        DoubtScope.Nothing,
                        () => ReadRemoving(layers, name),
                        Remedies.Layer
                    );
                else
                    pass.Findings.Add(
                        new Leftover(LeftoverKind.UnknownName, layers.At(name), "not a layer name; ignored")
                    );
            }
        });

    private void ReadLayer(StoreFolder layers, string hex)
    {
        if (layers.FindStatus(hex) is not { } status)
            return;
        if (status.Kind != FileKind.Directory)
            throw new LayoutUnknownException("expected a layer directory, found a different file type");
        if (IsOfNobody(layers, hex))
        {
            AddEmpty(layers.At(hex));
            return;
        }
        var builder = pass.Findings.Get(ResourceKind.Layer, LayerNames.DigestOf(hex));
        var parent = layers.FindText($"{hex}/parent");
        var cacheId = layers.FindText($"{hex}/cache-id");
        NeedDirectory(builder, cacheId);
        if (parent is not null)
            pass.Stack(cacheId!);
        builder.EngineSize = FindSize(layers, hex);
        if (LayerNames.IsDigest(parent))
            builder.Require(pass.Findings.Share(new ResourceId(ResourceKind.Layer, parent!)));
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
            throw new MetadataDamagedException("its name does not match its diff and parent") { Owner = Owners.Image };
    }

    /// <summary>The engine completes its removal, including its directory, on a clean stop.</summary>
    private void ReadRemoving(StoreFolder layers, string name)
    {
        if (layers.FindStatus(name) is null)
            return;
        var builder = pass.Findings.Get(ResourceKind.Layer, name);
        builder.IsBeingRemoved = true;
        pass.Findings.Add(
            new Leftover(
                LeftoverKind.RemovingLayer,
                layers.At(name),
                "the engine was removing it; a clean stop of the engine completes that"
            )
        );
        NeedDirectory(builder, layers.FindText($"{name}/cache-id"));
    }

    private void NeedDirectory(ResourceBuilder builder, string? cacheId)
    {
        if (!LayerNames.IsDirectory(cacheId))
            throw MetadataDamagedException.In("cache-id", cacheId, owner: null);
        builder.Require(pass.Directory(cacheId!));
    }

    /// <summary>An empty directory that no image, layer, mount or BuildKit record names. The engine does not load it,
    /// so nothing can start to need what it recorded: a pull of the same layer creates a new directory. Known only
    /// after everything else was read.</summary>
    private bool IsOfNobody(StoreFolder layers, string hex)
    {
        if (!pass.MetadataReader.IsRetry || !layers.List(hex).IsEmpty)
            return false;
        if (pass.DaemonStartedAt is { } start && layers.FindStatus(hex)?.LastChanged >= start)
            return false;
        var layer = new ResourceId(ResourceKind.Layer, LayerNames.DigestOf(hex));
        return pass.Findings.Builders.All(builder => !builder.Needs.Contains(layer));
    }

    private void AddEmpty(string path)
    {
        if (pass.DaemonStartedAt is null)
            pass.AddDebris(path, "an empty record of an unreferenced layer");
        else
            pass.Findings.Add(
                new Leftover(
                    LeftoverKind.UnreferencedLayer,
                    path,
                    "an empty record of a layer; collect.debris removes it while the engine is stopped"
                )
            );
    }

    private static bool IsRemoving(string name) =>
        name.EndsWith(RemovingSuffix, StringComparison.Ordinal)
        && name.Length > 64
        && LayerNames.IsHex(name.AsSpan(0, 64));
}
