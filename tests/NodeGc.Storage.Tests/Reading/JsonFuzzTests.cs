using System.Security.Cryptography;
using NodeGc.Storage.Tests.Fuzzing;
using NodeGc.Stores.Docker.Containers;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Stores.Docker.Graph;
using NodeGc.Stores.Docker.Images;
using NodeGc.Stores.Docker.Layout;
using NodeGc.Stores.Docker.Reading;
using NodeGc.Stores.Docker.Volumes;
using NodeGc.Testing.Stores;

namespace NodeGc.Storage.Tests.Reading;

/// <summary>Whatever stands in an engine's JSON, it is read, or doubted, or refused as a configuration that cannot be
/// understood.</summary>
[Category("Slow")]
internal sealed class JsonFuzzTests : IDisposable
{
    private const string Id = "4df04c95ddbaa0c02f1e4bd9a7c0a9a7b6e8a4c3d2b1f0e9d8c7b6a594837261";
    private const string Images = "image/overlay2/imagedb/content/sha256";

    private readonly StoreForOneFile store = new("overlay2", Images, $"containers/{Id}", "volumes", "graph", "vfs/dir");

    /// <summary>One document of each format; <c>@id</c> is replaced by an id.</summary>
    private static readonly Dictionary<string, string> Samples = new()
    {
        ["image"] =
            """{"architecture":"amd64","config":{"Labels":{"a":"b"},"Cmd":["x"]},"rootfs":"""
            + """{"type":"layers","diff_ids":["sha256:@id","sha256:@id"]},"os":"linux"}""",
        ["repositories.json"] =
            """{"Repositories":{"base":{"base:1":"sha256:@id","base@sha256:@id":"sha256:@id"},"x/y":{}}}""",
        ["config.v2.json"] =
            """{"ID":"@id","Name":"/web","Image":"sha256:@id","Driver":"overlay2","State":"""
            + """{"Running":true,"Paused":false,"Dead":false,"RemovalInProgress":false},"Config":{"Labels":"""
            + """{"a":"b"}},"MountPoints":{"/d":"""
            + """{"Type":"volume","Name":"data","Driver":"local","""
            + """ "Source":"/var/lib/docker/volumes/data/_data","Spec":{"Source":"data"}}}}""",
        ["config.json"] =
            """{"ID":"@id","Name":"/web","Image":"@id","Driver":"aufs","State":"""
            + """{"Running":true,"Paused":false},"Config":{"Volumes":{"/d":{}}},"MountPoints":{"/d":"""
            + """{"Name":"data","Driver":"local","Source":""}},"Volumes":"""
            + """{"/o":"/var/lib/docker/vfs/dir/@id","/b":"/srv/bind"}}""",
        ["hostconfig.json"] =
            """{"Binds":["data:/data","/host:/d:ro"],"Mounts":"""
            + """[{"Type":"volume","Source":"other","Target":"/o"}],"VolumesFrom":null}""",
        ["opts.json"] =
            """{"MountType":"nfs","MountOpts":"addr=10.0.0.1","MountDevice":":/export","Quota":{"Size":0}}""",
        ["volume record"] =
            """{"Name":"data","Driver":"local","Labels":{"com.docker.volume.anonymous":""},"Options":{"type":"nfs"}}""",
        ["old volume record"] =
            """{"ID":"@id","Path":"/var/lib/docker/vfs/dir/@id","IsBindMount":true,"Writable":true}""",
        ["graph"] =
            """{"id":"@id","parent":"@id","created":"2015-03-01T12:00:00Z","container":"@id","config":"""
            + """{"Labels":{"a":"b"}},"Size":7}""",
        ["old repositories"] = """{"Repositories":{"base":{"1":"@id","sha256:@id":"@id"}}}""",
        ["daemon.json"] =
            """{"data-root":"/d","storage-driver":"vfs","hosts":["fd://"],"features":"""
            + """{"containerd-snapshotter":true},"userns-remap":"default","exec-root":"/r"}""",
    };

    private static IEnumerable<string> Formats => Samples.Keys;

    public void Dispose() => store.Dispose();

    [TestCaseSource(nameof(Formats)), Category("Soak"), Parallelizable(ParallelScope.All)]
    public void Reads_or_doubts_any(string format) => Run(format, Fuzz.FirstSeed, Fuzz.Inputs / 4);

    /// <summary>The readers' own promise is that of <see cref="MetadataReader"/>: it takes care of all that they
    /// throw.</summary>
    private void Run(string format, int firstSeed, int count) =>
        Fuzz.Run(
            format,
            firstSeed,
            count,
            random => JsonMutation.Change(SampleOf(format), random),
            content => Read(format, content),
            failure => failure is LocatingException
        );

    private static string SampleOf(string format) => Samples[format].Replace("@id", Id, StringComparison.Ordinal);

    private void Read(string format, byte[] content)
    {
        switch (format)
        {
            case "image":
                store.Read($"{Images}/{Convert.ToHexStringLower(SHA256.HashData(content))}", content, (pass, _) =>
                    new ImageStoreReader(pass).Read()
                );
                break;
            case "repositories.json":
                store.Read("image/overlay2/repositories.json", content, (pass, _) => new RepositoryReader(pass).Read());
                break;
            case "graph":
                store.Read($"graph/{Id}/json", content, (pass, layout) => new GraphReader(pass, layout).Read());
                break;
            case "old repositories":
                store.Read("repositories-overlay2", content, (pass, layout) =>
                    new OldRepositoryReader(pass, layout).Read()
                );
                break;
            case "opts.json":
                store.Read("volumes/data/opts.json", content, ReadVolumes);
                break;
            case "old volume record":
                store.Read($"volumes/{Id}/config.json", content, ReadVolumes);
                break;
            case "volume record":
                store.Read("volumes/metadata.db", DatabaseOf(content), ReadVolumes);
                break;
            case "daemon.json":
                ReadConfiguration(content);
                break;
            default:
                ReadContainer(format, content);
                break;
        }
    }

    private static void ReadVolumes(ReadPass pass, StoreLayout layout)
    {
        var volumes = new VolumeReader(pass, OldVolumes.Read(pass), layout);
        volumes.ListCandidates();
        volumes.ReadRecords();
    }

    private void ReadContainer(string file, byte[] content)
    {
        if (file != "hostconfig.json")
            File.WriteAllText(store.At($"containers/{Id}/hostconfig.json"), "{}");
        else
            File.WriteAllText(store.At($"containers/{Id}/config.v2.json"), SampleOf("config.v2.json"));
        store.Read($"containers/{Id}/{file}", content, (pass, layout) =>
            new ContainerReader(pass, layout, OldVolumes.Read(pass)).Read()
        );
    }

    private void ReadConfiguration(byte[] content)
    {
        File.WriteAllBytes(store.At("daemon.json"), content);
        ConfigurationFile.Read(store.At("daemon.json"));
    }

    private static byte[] DatabaseOf(byte[] record)
    {
        var content = new BoltBucketContent();
        content.Bucket("volumes").Put("data", System.Text.Encoding.Latin1.GetString(record));
        return BoltFileWriter.Write(content);
    }
}
