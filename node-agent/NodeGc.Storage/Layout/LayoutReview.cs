using NodeGc.Collector.Inventories;
using NodeGc.Storage.Drivers;
using NodeGc.Storage.Linux;
using NodeGc.Storage.Reading;

namespace NodeGc.Storage.Layout;

/// <summary>Judges the layout of a data root: what this version understands, what is dormant, what is
/// unknown.</summary>
internal sealed class LayoutReview(ReadPass pass, StoreLayout layout)
{
    private readonly Findings findings = pass.Findings;

    /// <summary>Adds doubts and leftovers.</summary>
    /// <param name="driver">The driver in use; null where that is not clear.</param>
    /// <param name="outside">Where containerd keeps images, if outside the data root.</param>
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
                // With no storage driver in use there is no layer directory whose owner could be unknown.
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
            ? $"Layers lie in the home of {only}, but images and containers name "
                + $"{string.Join(" and ", layout.NamedDrivers)}. "
                + "Name the storage driver that is in use in daemon.json, or restore what is missing."
            : "Several storage drivers have left data here and none was chosen. Name one in daemon.json and start the "
                + "engine.";

    private void ReviewDriver(string driver)
    {
        if (DriverNames.Read.Contains(driver))
            return;
        var what = DriverNames.WithoutDirectories.TryGetValue(driver, out var layers)
            ? $"The layers of the storage driver {driver} are {layers}, which only the engine can remove. Remove images and containers through it."
            : $"This version does not know the storage driver {driver}, so its layers are left alone. Update NodeGc.";
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
                    "a data root of its own for a user namespace; name it to have it read"
                )
            );
        else if (name == "tmp-old")
            pass.AddDebris(name, "scratch files of an earlier run of the engine");
        else if (!KnownNames.IsKnown(name))
            findings.Add(
                new Leftover(LeftoverKind.UnknownName, name, "no engine makes such a name here; it is left alone")
            );
    }

    /// <summary>containerd removes what its database does not reference, and keeps what leases, labels and images still
    /// do: garbage included.</summary>
    private string ContainerdNote(OutsideStore? outside)
    {
        var where =
            outside is not null ? $"They lie below {outside.Path}, outside this data root"
            : pass.Root.FindStatus(ContainerdTraces.Own + "/io.containerd.metadata.v1.bolt") is not null
                ? $"They lie below {ContainerdTraces.Own} in this data root"
            : "Where cannot be seen from here: containerd config dump names its root";
        return $"The engine keeps images and layers in containerd, and this version does not judge them. {where}. "
            + "docker image ls, docker system df -v and ctr -n moby snapshots ls show what is there.";
    }

    private static string WhyItStays(string driver) =>
        DriverNames.WithoutDirectories.TryGetValue(driver, out var layers)
            ? $"the store of a storage driver that is not in use; its layers are {layers}, which only the engine or the driver's own tools can remove"
            : "the store of a storage driver; which one is in use is not clear";

    private void Doubt(DoubtKind kind, DoubtScope scope, string subject, string message) =>
        findings.Add(new Doubt(kind, scope, subject, message));
}
