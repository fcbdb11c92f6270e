namespace NodeGc.Testing.Stores.Engines.Plans;

/// <summary>Adds what engines and people leave lying about. None of it is a candidate, and none of it may turn anything
/// else into one.</summary>
internal sealed class Debris(EngineStore store)
{
    private string Image => $"image/{store.Driver.Name}";

    /// <summary>Much of it is of engines since 1.10 only.</summary>
    private bool HasLayerStore => !store.Era.IsGraph();

    private bool IsOverlay => store.Driver.Name is "overlay2" or "fuse-overlayfs";

    public void Add(StoreStep step, EngineLayer some)
    {
        switch (step.Kind)
        {
            case StepKind.RemovingLayer when store.Era == EngineEra.BuildKit:
                store.RemovingLayer();
                break;
            case StepKind.WriteSet when HasLayerStore:
                store.Tree.File($"{Image}/layerdb/tmp/write-set-{step.Which}/tar-split.json.gz", [0x1f]);
                break;
            case StepKind.Probe when IsOverlay:
                store.Tree.Folder($"{store.Driver.Home}/check-overlayfs-support{step.Which}");
                break;
            case StepKind.UnknownName:
                store.Tree.Folder(UnknownNameOf(step, some));
                break;
            case StepKind.BrokenShortLink when IsOverlay:
                AddBrokenShortLink(step);
                break;
            case StepKind.InterruptedWrite when HasLayerStore:
                store.Tree.File($"{Image}/imagedb/content/sha256/.tmp-{EngineNames.Hex($"{step.Which}")}123", "{");
                break;
            case StepKind.Plugin when HasLayerStore:
                AddPlugin(step);
                break;
            case StepKind.OldScratch when HasLayerStore:
                store.Tree.File($"tmp-old/GetImageBlob{step.Which}", "half");
                break;
            case StepKind.DormantStore when HasLayerStore:
                AddDormantStore();
                break;
            case StepKind.UserNamespaceRoot when HasLayerStore:
                store.Tree.Graft("500000.500000", Another(store.Driver.Name).Tree);
                break;
            case StepKind.LeakedMountPoint when store.Driver.Name == "aufs":
                store.Tree.Folder($"aufs/mnt/{EngineNames.Hex($"leaked {step.Which}")}");
                break;
            case StepKind.AufsRemoving when store.Driver.Name == "aufs":
                store.Tree.Folder($"aufs/diff/{EngineNames.Hex($"gone {step.Which}")}-removing");
                break;
        }
    }

    private string UnknownNameOf(StoreStep step, EngineLayer some) =>
        (step.Variant % 4) switch
        {
            0 => $"{store.Driver.Home}/{some.Directory.Name}-backup",
            1 => $"{store.Driver.Home}/x{some.Directory.Name[1..]}",
            2 => $"containers/backup{step.Which}",
            _ => $"mine{step.Which}",
        };

    private void AddBrokenShortLink(StoreStep step) =>
        store.Tree.Link(
            $"{store.Driver.Home}/l/{EngineNames.Short($"broken {step.Which}")}",
            $"../{EngineNames.Hex($"broken {step.Which}")}/diff"
        );

    private void AddPlugin(StoreStep step)
    {
        var id = EngineNames.Hex($"plugin {step.Which}");
        store
            .Tree.File($"plugins/{id}/config.json", $$$"""{"plugin":{"Id":"{{{id}}}","Enabled":true}}""")
            .Folder($"plugins/{id}/rootfs", $"plugins/{id}x-removing");
    }

    /// <summary>The store of the driver used before, whole.</summary>
    private void AddDormantStore()
    {
        if (store.Driver.Name == "aufs" || store.Tree.Entries.ContainsKey("aufs"))
            return;
        foreach (
            var (path, entry) in Another("aufs")
                .Tree.Entries.Where(entry =>
                    entry.Key.StartsWith("aufs", StringComparison.Ordinal)
                    || entry.Key.StartsWith("image/aufs", StringComparison.Ordinal)
                )
        )
            Copy(path, entry);
        store.MarkDriverUnclear();
    }

    private void Copy(string path, TreeEntry entry)
    {
        if (entry is TreeEntry.File file)
            store.Tree.File(path, file.Content);
        else
            store.Tree.Folder(path);
    }

    private static EngineStore Another(string driver)
    {
        var other = new EngineStore(driver, EngineEra.ContentAddressed);
        var layer = other.Layer(other.Layer());
        other.Image("other:1", layer);
        other.Orphan(layer);
        return other.Finish();
    }
}
