using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers.Overlay2;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Layout;

/// <summary>Judges the layout of a data root: what this version understands, what is dormant, what is unknown.</summary>
internal sealed class LayoutReview(Findings findings, StoreLayout layout)
{
    /// <summary>Adds doubts and leftovers.</summary>
    /// <param name="driver">The driver in use; null where that is not clear.</param>
    public void Review(string? driver)
    {
        foreach (var entry in layout.Entries) ReviewEntry(entry, driver);
        if (driver is null) DoubtLayers(string.Join(", ", layout.Drivers), "Several storage drivers have left data here and none was chosen. Name one in daemon.json and start the engine");
        else if (driver != Overlay2Driver.Name) DoubtLayers(driver, $"This version does not know the storage driver {driver}, so its layers are left alone. Update NodeGc");
        if (layout.HasContainerdStore && layout.Drivers.IsEmpty) DoubtLayers("containerd", "Images are kept by containerd, which this version does not read. containerd removes its own garbage");
        ReviewOldGraph();
    }

    private void ReviewEntry(DirectoryEntry entry, string? driver)
    {
        var name = entry.Name.ToString();
        var isHome = layout.Drivers.Contains(name);
        if (isHome && name != driver) findings.Add(new Leftover(LeftoverKind.DormantStore, name, "the store of a storage driver that is not in use; it comes back with the driver"));
        else if (KnownNames.IsUserNamespaceRoot(name)) findings.Add(new Leftover(LeftoverKind.DormantStore, name, "a data root of its own for a user namespace; name it to have it read"));
        else if (name == "tmp-old") findings.Add(new Leftover(LeftoverKind.Debris, name, "scratch files of an earlier run of the engine; this version leaves debris alone"));
        else if (!KnownNames.IsKnown(name)) findings.Add(new Leftover(LeftoverKind.UnknownName, name, "no engine makes such a name here; it is left alone"));
    }

    /// <summary>Before 1.10 images lay in <c>graph/</c>; as long as one is left there it may own directories that nothing else names.</summary>
    private void ReviewOldGraph()
    {
        if (layout.Entries.All(entry => entry.Name.ToString() != "graph")) return;
        findings.Add(new Doubt(DoubtKind.UnknownLayout, DoubtScope.Everything, "graph",
            "The store holds images of an engine before 1.10, which this version does not read. Remove the folder once all of them were migrated."));
    }

    private void DoubtLayers(string subject, string message) =>
        findings.Add(new Doubt(DoubtKind.UnknownLayout, DoubtScope.Layers, subject, $"{message}."));
}
