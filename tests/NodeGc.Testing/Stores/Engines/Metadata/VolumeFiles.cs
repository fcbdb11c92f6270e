using System.Text.Json.Nodes;

namespace NodeGc.Testing.Stores.Engines.Metadata;

/// <summary>Lays out volumes as each era does.</summary>
internal sealed class VolumeFiles(StoreTree tree, EngineEra era)
{
    /// <summary>Where an engine took its data root to be when it wrote; it may have been moved since.</summary>
    public const string Root = "/var/lib/docker";

    private readonly BoltBucketContent records = new();

    public void Prepare()
    {
        tree.Folder("volumes");
        if (era == EngineEra.Docker10)
            tree.Folder("volumes/_tmp");
        if (era.KeepsVolumesInVfs())
            tree.Folder("vfs/dir");
        records.Bucket("volumes");
    }

    /// <summary>A volume whose data lies in <c>vfs/dir</c>.</summary>
    public void AddOld(string id)
    {
        tree.File($"vfs/dir/{id}/file", "data");
        if (era == EngineEra.Docker10)
            tree.File(
                    $"volumes/{id}/json",
                    $$"""{"id":"{{id}}","created":"2014-06-01T12:00:00Z","os":"linux","Size":0}"""
                )
                .File($"volumes/{id}/layersize", "0");
        else
            tree.File($"volumes/{id}/config.json", Record(id, $"{Root}/vfs/dir/{id}", isBind: false));
        if (era == EngineEra.Migrated)
            tree.Link($"volumes/{id}/_data", $"{Root}/vfs/dir/{id}");
    }

    /// <summary>The record of a bind mount, which has no data here.</summary>
    public void AddBind(string id) => tree.File($"volumes/{id}/config.json", Record(id, "/srv/hostbind", isBind: true));

    /// <summary>A volume with its data in its directory.</summary>
    public void Add(string name, bool isAnonymous)
    {
        AddWithoutRecord(name);
        var labels = isAnonymous && era == EngineEra.BuildKit ? """{"com.docker.volume.anonymous":""}""" : "null";
        Note(name, $$"""{"Name":"{{name}}","Driver":"local","Labels":{{labels}},"Options":null}""");
    }

    /// <summary>A directory that no database mentions.</summary>
    public void AddWithoutRecord(string name) => tree.File($"volumes/{name}/_data/file", "data");

    /// <summary>A volume with mount options: its data lies elsewhere.</summary>
    public void AddRemote(string name)
    {
        tree.Folder($"volumes/{name}/_data")
            .File(
                $"volumes/{name}/opts.json",
                """{"MountType":"nfs","MountOpts":"addr=10.0.0.1","MountDevice":":/export","Quota":{"Size":0}}"""
            );
        Note(
            name,
            $$$"""{"Name":"{{{name}}}","Driver":"local","Labels":{},"""
                + """ "Options":{"device":":/export","o":"addr=10.0.0.1","type":"nfs"}}"""
        );
    }

    public void Finish()
    {
        if (!era.IsGraph())
            tree.File("volumes/metadata.db", BoltFileWriter.Write(records));
    }

    private void Note(string name, string record) => records.Bucket("volumes").Put(name, record);

    private static string Record(string id, string path, bool isBind) =>
        new JsonObject
        {
            ["ID"] = id,
            ["Path"] = path,
            ["IsBindMount"] = isBind,
            ["Writable"] = true,
        }.ToJsonString();
}
