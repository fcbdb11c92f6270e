using System.Text.Json;

namespace NodeGc.Docker.Transport;

/// <summary>
/// A parsable but incomplete response would be read as "nothing is there". So fields that engines always write are
/// required: by the records if every version writes them, and here if only newer versions do. What is required is taken
/// from the responses recorded for the tests; engines older than these are accepted as they are.
/// </summary>
internal static class Completeness
{
    /// <summary>Docker 20.10, the oldest engine whose responses were recorded.</summary>
    private static readonly ApiVersion OldestRecorded = new(1, 41);

    /// <summary>Drivers that report their directories for every image and container with layers.</summary>
    private static readonly string[] NamingDrivers = ["overlay2", "fuse-overlayfs"];

    public static EngineInfo Checked(EngineInfo info, ApiVersion version)
    {
        Demand(info.DockerRootDir.Length > 0, "DockerRootDir is empty");
        Demand(info.Driver.Length > 0, "Driver is empty");
        Demand(info.DriverStatus.All(pair => pair is not null), "null in DriverStatus");
        Demand(version < OldestRecorded || info.ServerVersion is { Length: > 0 }, "no ServerVersion");
        return info;
    }

    public static ContainerSummary Checked(ContainerSummary container, ApiVersion version)
    {
        Demand(container.Id.Length > 0, "a container without Id");
        return container;
    }

    public static ImageSummary Checked(ImageSummary image, ApiVersion version)
    {
        Demand(image.Id.Length > 0, "an image without Id");
        return image;
    }

    public static ContainerDetails Checked(ContainerDetails container, ApiVersion version)
    {
        Demand(container.Id.Length > 0, "a container without Id");
        Demand(version < OldestRecorded || container.Mounts is not null, "no Mounts");
        foreach (var mount in container.Mounts ?? [])
            Demand(mount is not null && (version < OldestRecorded || IsWhole(mount)), "a mount without a source");
        if (version < OldestRecorded)
            return container;
        Demand(container.State.Status is { Length: > 0 }, "no State.Status");
        Demand(container.Created is not null, "no Created");
        // An engine that failed to load or remove the container cannot report its layers; they are read from disk.
        Check(container.GraphDriver, hasLayers: !container.State.Dead);
        return container;
    }

    public static ImageDetails Checked(ImageDetails image, ApiVersion version)
    {
        Demand(image.Id.Length > 0, "an image without Id");
        if (version < OldestRecorded)
            return image;
        Demand(image.RootFs is not null, "no RootFS");
        Demand(image.Metadata?.LastTagTime is not null, "no Metadata.LastTagTime");
        Demand(
            image.RepoTags.Concat(image.RepoDigests).All(name => name is not null),
            "null in RepoTags or RepoDigests"
        );
        Check(image.GraphDriver, hasLayers: image.RootFs!.Layers.Count > 0);
        return image;
    }

    public static VolumeDetails Checked(VolumeDetails volume, ApiVersion version)
    {
        Demand(volume is { Name.Length: > 0, Driver.Length: > 0 }, "a volume without Name or Driver");
        Demand(version < OldestRecorded || volume.HasOptions, "a volume without Options");
        Demand(version < OldestRecorded || volume.HasLabels, "a volume without Labels");
        return volume;
    }

    public static VolumeList Checked(VolumeList list, ApiVersion version)
    {
        Demand(version < OldestRecorded || list.Volumes is not null, "Volumes is null");
        foreach (var volume in list.Volumes ?? [])
            Checked(volume, version);
        return list;
    }

    public static IReadOnlyList<BuildCacheRecord> Checked(DiskUsage usage, ApiVersion version)
    {
        Demand(version <= OldestRecorded || usage.BuildCache is not null, "BuildCache is null");
        foreach (var record in usage.BuildCache ?? [])
        {
            Demand(record is { Id.Length: > 0 }, "a build cache record without ID");
            Demand(version > OldestRecorded || record!.Parent is not null, "a build cache record without Parent");
            Demand(
                record!.ParentsWithSpace?.All(parent => parent is { Length: > 0 }) != false,
                "a build cache record with a parent without ID"
            );
        }
        return usage.BuildCache ?? [];
    }

    /// <summary>Those of events that record the use of an image.</summary>
    public static EngineEvent Checked(EngineEvent happened, ApiVersion version)
    {
        var isWhole = happened is { Type.Length: > 0, Action.Length: > 0, Actor.Id: not null, TimeNano: > 0 };
        Demand(version < OldestRecorded || isWhole, "an event without type, action, actor or time");
        return happened;
    }

    private static void Check(GraphDriver? driver, bool hasLayers)
    {
        Demand(driver is { Name.Length: > 0 }, "no GraphDriver");
        if (hasLayers && NamingDrivers.Contains(driver!.Name))
            Demand(
                driver.Data.TryGetValue("UpperDir", out var directory) && directory is { Length: > 0 },
                "no GraphDriver.Data.UpperDir"
            );
    }

    /// <summary>A volume has a name, and a bind mount a source.</summary>
    private static bool IsWhole(MountPoint mount) =>
        mount.Type switch
        {
            null or "" => false,
            "volume" => mount.Name is { Length: > 0 },
            "bind" => mount.Source is { Length: > 0 },
            _ => true,
        };

    private static void Demand(bool isThere, string what)
    {
        if (!isThere)
            throw new JsonException($"{what}, although this engine version always writes it");
    }
}
