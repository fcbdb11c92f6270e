using NodeGc.Collector.Inventories;
using NodeGc.Host.Linux;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Docker.Reading;

namespace NodeGc.Stores.Docker.Layout;

/// <summary>Reviews the layout of a data root: what this version understands, what is unused, what is
/// unknown.</summary>
internal sealed class LayoutReview(ReadPass pass, StoreLayout layout)
{
    private readonly InventoryBuilder findings = pass.Findings;

    /// <summary>Adds doubts and leftovers.</summary>
    /// <param name="driver">The driver in use; null if unclear.</param>
    /// <param name="outside">Where containerd stores images, if outside the data root.</param>
    public void Review(string? driver, OutsideStore? outside = null)
    {
        foreach (var entry in layout.Entries)
            ReviewEntry(entry, driver);
        switch (driver)
        {
            case null:
                Doubt(
                    DoubtKind.UnknownLayout,
                    DoubtScope.Layers,
                    string.Join(", ", layout.Drivers.Union(layout.NamedDrivers)),
                    WhyNoneIsInUse()
                );
                break;
            case DriverNames.Containerd:
                // Without a storage driver in use there is no layer directory whose owner could be unknown.
                Doubt(
                    DoubtKind.ContainerdImageStore,
                    DoubtScope.Nothing,
                    DriverNames.Containerd,
                    ContainerdNote(outside)
                );
                break;
            default:
                ReviewDriver(driver);
                break;
        }
    }

    private string WhyNoneIsInUse() =>
        layout.Drivers is [var only]
            ? $"There are layers in the home of {only}, but images and containers refer to "
                + $"{string.Join(" and ", layout.NamedDrivers)}. Set the storage driver in use in daemon.json, or "
                + "restore what is missing."
            : "Several storage drivers have data here and none is configured. Set one in daemon.json and start "
                + "the engine.";

    private void ReviewDriver(string driver)
    {
        if (DriverNames.Read.Contains(driver))
            return;
        var what = DriverNames.WithoutDirectories.TryGetValue(driver, out var layers)
            ? $"The layers of the storage driver {driver} are {layers}, which only the engine can remove. Remove "
                + "images and containers with docker."
            : $"This version does not support the storage driver {driver}, so its layers are ignored. Update NodeGc.";
        Doubt(DoubtKind.UnsupportedDriver, DoubtScope.Layers, driver, what);
    }

    private void ReviewEntry(DirectoryEntry entry, string? driver)
    {
        var name = entry.Name.ToString();
        var isDormant = layout.Drivers.Contains(name) && name != driver;
        if (isDormant && (driver is null || DriverNames.WithoutDirectories.ContainsKey(name)))
            findings.Add(new Leftover(LeftoverKind.DormantStore, name, WhyItStays(name)));
        else if (KnownNames.IsUserNamespaceRoot(name))
            findings.Add(
                new Leftover(
                    LeftoverKind.DormantStore,
                    name,
                    "a separate data root for a user namespace; specify it with --data-root to scan it"
                )
            );
        else if (name == "tmp-old")
            pass.AddDebris(name, "temporary files of an earlier engine run");
        else if (!KnownNames.IsKnown(name))
            findings.Add(new Leftover(LeftoverKind.UnknownName, name, "not created by any known engine; ignored"));
    }

    /// <summary>containerd removes what its database does not reference, and keeps what leases, labels and images
    /// reference, including garbage.</summary>
    private string ContainerdNote(OutsideStore? outside)
    {
        var where =
            outside is not null ? $"They are in {outside.Path}, outside this data root"
            : pass.Root.FindStatus(ContainerdTraces.Own + "/io.containerd.metadata.v1.bolt") is not null
                ? $"They are in {ContainerdTraces.Own} in this data root"
            : "Their location cannot be determined from here: containerd config dump shows its root";
        return "The engine stores images and layers in containerd, which this version does not evaluate. "
            + $"{where}. Use docker image ls, docker system df -v and ctr -n moby snapshots ls to list them.";
    }

    private static string WhyItStays(string driver) =>
        DriverNames.WithoutDirectories.TryGetValue(driver, out var layers)
            ? $"the store of an unused storage driver; its layers are {layers}, which only the engine or the "
                + "driver's own tools can remove"
            : "the store of a storage driver; it is unclear which driver is in use";

    private void Doubt(DoubtKind kind, DoubtScope scope, string subject, string message) =>
        findings.Add(new Doubt(kind, scope, subject, message));
}
