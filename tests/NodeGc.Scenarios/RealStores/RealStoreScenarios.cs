using System.Text.Json.Nodes;
using NodeGc.Agent;
using NodeGc.Agent.Reports;
using NodeGc.Collector.Explaining;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.RealStores;

/// <summary>Data roots of engines from 1.0.1 to 20.10, each judged and explained exactly as worked out by
/// hand.</summary>
public sealed class RealStoreScenarios
{
    private static IEnumerable<string> Names => RealStore.Names;

    [TestCaseSource(nameof(Names))]
    public async Task Finds_exactly_the_garbage_determined_by_hand(string name)
    {
        using var node = new RealStore(name).Unpack();
        var before = TreeDigest.Compute(node.DataRoot);
        Assert.That(
            InventoryText.Write((await node.ScanAsync()).Inventory),
            Is.EquivalentTo(new RealStore(name).Expected)
        );
        Assert.That(TreeDigest.Compute(node.DataRoot), Is.EqualTo(before), "looking changed something");
    }

    [TestCaseSource(nameof(Names))]
    public async Task Lists_the_images_with_their_sizes_users_and_directories(string name)
    {
        using var node = new RealStore(name).Unpack();
        var images = ImagesReport.OfTable(await node.ScanAsync()).Images;
        Assert.That(images.Select(InventoryText.Write), Is.EquivalentTo(new RealStore(name).ExpectedImages));
    }

    [TestCaseSource(nameof(Names))]
    public async Task Plans_nothing_where_everything_is_in_use(string name)
    {
        using var node = new RealStore(name).Unpack();
        Assert.That((await node.PlanAsync(Policies.Everything)).Items, Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void Says_on_the_command_line_that_there_is_no_garbage(string name)
    {
        using var node = new RealStore(name).Unpack();
        var result = node.Run("scan", "-o", "json");
        Assert.That((ExitCode)result.ExitCode, Is.EqualTo(ExitCode.Nothing), result.ToString());
        var scan = JsonNode.Parse(result.Output)!;
        Assert.That(
            scan["garbage"]!.AsArray().Concat(scan["doubts"]!.AsArray()).Concat(scan["leftovers"]!.AsArray()),
            Is.Empty
        );
        Assert.That((string?)scan["store"]!["engineVersion"], Is.Null);
    }

    /// <param name="store">The store.</param>
    /// <param name="file">A file in a layer.</param>
    /// <param name="owners">From the layer's own owner to the root, as far as they differ from one thing to the
    /// next.</param>
    [TestCase(
        "docker-1.0.1-vfs",
        "vfs/dir/e0d789bbf09de69e3216e5f0c199b2c7ed48f8c01212f8961d6483722918f39b/f.txt",
        "image e0d789bbf09de69e3216e5f0c199b2c7ed48f8c01212f8961d6483722918f39b"
    )]
    [TestCase(
        "docker-1.0.1-vfs",
        "vfs/dir/a87b9ec4d2c96c6819ba14843eace660cca697f90c046d347af6bb7608b08ff0/bin/busybox",
        "image a87b9ec4d2c96c6819ba14843eace660cca697f90c046d347af6bb7608b08ff0"
    )]
    [TestCase(
        "docker-1.0.1-vfs",
        "vfs/dir/d0245186936562eb97996bd19c07d539bdd9f067ab1004b6315430dfbd622524-init/.dockerenv",
        "container d0245186936562eb97996bd19c07d539bdd9f067ab1004b6315430dfbd622524"
    )]
    [TestCase(
        "docker-1.6.2-vfs",
        "vfs/dir/470a2b3ce56f30d8c77bdbcd3b08e1f4c98a0c44175fd7f20820436d9e85d87c/two",
        "image 470a2b3ce56f30d8c77bdbcd3b08e1f4c98a0c44175fd7f20820436d9e85d87c"
    )]
    [TestCase(
        "docker-1.9.1-aufs",
        "aufs/diff/de7d2872625d0feaf16e130a5c28962638a94c582ffc3d09ab024b2ef7e6128b/newfile1",
        "image de7d2872625d0feaf16e130a5c28962638a94c582ffc3d09ab024b2ef7e6128b"
    )]
    [TestCase(
        "docker-1.9.1-aufs",
        "aufs/diff/ea0cb6a4d1b3684e2ce5c6792c69bc3714456fcadb615e6e184c750f326cbf68/anon2",
        "container ea0cb6a4d1b3684e2ce5c6792c69bc3714456fcadb615e6e184c750f326cbf68"
    )]
    [TestCase(
        "docker-1.6.2-to-20.10-vfs",
        "vfs/dir/388403d6e4fc97a4e7b109817598bf0d0327e3da04de540905840ab11f201ed5/f.txt",
        "layer sha256:a70c6bf37fe7c030bc25dfc37e75cc4e5af41117919374a99430b5860eb95810"
    )]
    [TestCase(
        "docker-20.10-userns",
        "overlay2/7e2056a7074b0a755ec5e0859bd52789e56e0d072b079ab416f28d4cb28085d1/diff/bin/busybox",
        "layer sha256:d182b1eaa08daa440ec5ee15c2a331b2037898b2c3a59d525bae349034d3d574"
    )]
    public async Task Traces_a_file_back_to_its_owner(string store, string file, params string[] owners)
    {
        using var node = new RealStore(store).Unpack();
        var explanations = await node.ExplainAsync(file);
        Assert.That(explanations, Has.Length.EqualTo(1));
        Assert.That(explanations[0].Verdict, Is.EqualTo(Verdict.Live));
        Assert.That(explanations[0].Chain.Skip(1).Select(owner => owner.Id.ToString()), Is.EqualTo(owners));
    }

    [TestCase(
        "docker-1.0.1-vfs",
        "vfs/dir/660d4384af22c64200aec9f78c8225ebce5bc01e4b668a01dc7463534d61343a",
        "660d4384af22",
        "run1"
    )]
    [TestCase(
        "docker-1.6.2-vfs",
        "vfs/dir/35c9650d7908805b4a218300bb3b0b98f4ab21aa4bd8db19a2b99e1959291c92",
        "35c9650d7908",
        "run1"
    )]
    [TestCase(
        "docker-1.9.1-aufs",
        "volumes/ab241d1d10bf2e6647d85ac7e381970746509bed11dfc4139e2b99d4a34e8931/_data",
        "ab241d1d10bf",
        "run1"
    )]
    public async Task Traces_the_data_of_a_volume_back_to_its_container(
        string store,
        string path,
        string volume,
        string container
    )
    {
        using var node = new RealStore(store).Unpack();
        var explanation = (await node.ExplainAsync(path)).Single();
        Assert.That(explanation.Resource.ToString(), Does.StartWith($"volume {volume}"));
        Assert.That(explanation.Chain[^1].Title.Split(' ')[0], Is.EqualTo(container));
    }

    [Test]
    public void Tells_on_the_command_line_whose_a_file_is()
    {
        const string Image = "898ed54d0a7aa98082f4f4b14c586fcde13ab078882abdab1c04bdafeb285cb2";
        using var node = new RealStore("docker-1.0.1-vfs").Unpack();
        var result = node.Run("explain", node.At($"vfs/dir/{Image}/bin/busybox"));
        Assert.That((ExitCode)result.ExitCode, Is.EqualTo(ExitCode.Nothing), result.ToString());
        Assert.That(
            result.Output,
            Does.Contain($"at vfs/dir/{Image}").And.Contains("live").And.Contains($"image {Image}")
        );
    }
}
