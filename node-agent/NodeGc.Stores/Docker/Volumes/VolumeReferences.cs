using System.Text.Json;
using NodeGc.Collector.Inventories;
using NodeGc.Stores.Docker.Drivers;
using NodeGc.Stores.Reading;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>Finds the volumes that other metadata refers to.</summary>
internal static class VolumeReferences
{
    private const string Folder = "volumes";

    /// <summary>Adds the volumes in a container's configuration: <c>MountPoints</c> since 1.7, and <c>Volumes</c>, a
    /// map to paths, before.</summary>
    /// <exception cref="MetadataDamagedException">It has neither, or a mount point lacks required fields.</exception>
    public static void AddFrom(ResourceBuilder builder, JsonElement config)
    {
        if (!config.TryGetProperty("MountPoints", out _) && !config.TryGetProperty("Volumes", out _))
            throw new MetadataDamagedException(
                "its configuration has neither MountPoints nor Volumes, so its volumes are unknown"
            );
        foreach (var mount in config.FindMembers("MountPoints"))
            AddMountPoint(builder, mount.Value);
        foreach (var volume in config.FindMembers("Volumes"))
            AddSource(builder, volume.Value.GetText());
    }

    /// <summary>Adds a volume's name, or every directory below a <c>volumes</c> directory on a path: the data root may
    /// have been moved since the path was recorded, so the path's start is ignored.</summary>
    public static void AddSource(ResourceBuilder builder, string source)
    {
        if (source.StartsWith('/'))
            AddPath(builder, source);
        else if (source.Length > 0)
            builder.Need(ResourceId.Volume(source));
    }

    /// <summary>Adds the volumes whose data a volume's mount options name: <c>device=/d/volumes/other/_data</c> of a
    /// bind mount, or the directories of an overlay, <c>lowerdir=/a:/b,upperdir=/c</c>.</summary>
    public static void AddOptions(ResourceBuilder volume, IEnumerable<string> options)
    {
        foreach (
            var path in options.SelectMany(option => option.Split(',', '=', ':')).Where(part => part.StartsWith('/'))
        )
            AddPath(volume, path);
    }

    /// <summary>An anonymous volume has a name and no source; a volume's source is from its creation, before the data
    /// root was moved.</summary>
    private static void AddMountPoint(ResourceBuilder builder, JsonElement mount)
    {
        foreach (var key in new[] { "Name", "Source" })
        {
            if (!mount.TryGetProperty(key, out _))
                throw new MetadataDamagedException($"a mount point of its configuration has no {key}");
        }
        if (mount.FindText("Name") is { Length: > 0 } name)
            AddName(builder, name, mount.FindText("Driver"));
        if (mount.FindText("Source") is { Length: > 0 } source)
            AddSource(builder, source);
        if (mount.FindObject("Spec")?.FindText("Source") is { Length: > 0 } wanted)
            AddSource(builder, wanted);
    }

    /// <summary>Only a local volume has to be on this disk.</summary>
    private static void AddName(ResourceBuilder builder, string name, string? driver)
    {
        if (driver is null or "" or "local")
            builder.Require(ResourceId.Volume(name));
        else
            builder.Need(ResourceId.Volume(name));
    }

    private static void AddPath(ResourceBuilder builder, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i - 1] == Folder)
                AddOther(builder, parts[i]);
            if (i > 1 && parts[i - 2] == DriverNames.Vfs && parts[i - 1] == "dir")
                AddOldData(builder, parts[i]);
        }
    }

    /// <summary>A volume whose options or link name its own directory does not need itself.</summary>
    private static void AddOther(ResourceBuilder builder, string volume)
    {
        if (ResourceId.Volume(volume) != builder.Id)
            builder.Need(ResourceId.Volume(volume));
    }

    /// <summary>Before 1.7 a volume's data lies in <c>vfs/dir</c>; whether that is taken for a volume or a layer, it is
    /// needed.</summary>
    private static void AddOldData(ResourceBuilder builder, string directory)
    {
        AddOther(builder, directory);
        builder.Need(ResourceId.LayerDirectory(DriverNames.Vfs, directory));
    }
}
