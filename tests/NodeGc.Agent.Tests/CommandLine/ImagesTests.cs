using System.Text.Json.Nodes;
using NodeGc.Agent.Reports;
using NodeGc.Agent.Tests.Stores;

namespace NodeGc.Agent.Tests.CommandLine;

/// <summary><c>images</c> and <c>tree</c> on a store that a real engine made. They only read, so that one copy serves
/// all.</summary>
[Category("Real")]
internal sealed class ImagesTests
{
    private StoreCopy copy = null!;

    [OneTimeSetUp]
    public async Task Copy() => copy = await StoreCopy.ConfirmedAsync();

    [OneTimeTearDown]
    public void Remove() => copy.Dispose();

    [Test]
    public async Task Lists_every_image_with_its_directories_and_adds_up()
    {
        var (text, json) = (
            await copy.RunAsync("images", "--directories"),
            await copy.RunAsync("images", "-o", "json")
        );

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Nothing, ExitCode.Nothing)), text.ToString());
        var images = json.Json["images"]!.AsArray();
        Assert.That(
            images.SelectMany(image => image!["references"]!.AsArray()).Select(reference => (string?)reference),
            Is.EqualTo(new[] { "app:1", "base:1", "classic:1" })
        );
        Assert.That(
            images.Select(image => (long)image!["sharedBytes"]! + (long)image["uniqueBytes"]!),
            Is.EqualTo(images.Select(image => (long)image!["bytes"]!))
        );
        Assert.That(
            images.Sum(image => (long)image!["uniqueBytes"]!) + (long)json.Json["sharedBytes"]!,
            Is.EqualTo((long)json.Json["totalBytes"]!)
        );
        foreach (
            var directory in images
                .SelectMany(image => image!["directories"]!.AsArray())
                .Select(directory => (string)directory!["path"]!)
        )
            Assert.That(
                Directory.Exists(copy.PathOf(directory))
                    && text.Output.Contains(ShortIds.In(directory), StringComparison.Ordinal),
                directory
            );
    }

    [Test]
    public async Task Says_which_containers_use_an_image()
    {
        var image = Image(await copy.RunAsync("images", "-o", "json"), "app:1");
        Assert.That(
            image["containers"]!.AsArray().Select(container => (string?)container!["id"]),
            Is.EqualTo(new[] { EngineStore.Shared.AppContainer })
        );
    }

    [Test]
    public async Task Draws_an_image_of_the_classic_builder_below_its_parent()
    {
        var (text, json) = (await copy.RunAsync("tree"), await copy.RunAsync("tree", "-o", "json"));

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Nothing, ExitCode.Nothing)), text.ToString());
        Assert.That((string?)Image(json, "classic:1")["parent"], Is.EqualTo((string?)Image(json, "base:1")["id"]));
        Assert.That((int)Image(json, "classic:1")["depth"]!, Is.EqualTo(1));
        Assert.That(
            text.Output,
            Does.Match("(?m)^base:1 ").And.Match("(?m)^└─ classic:1 ").And.Match("(?m)^   └─ container never-started ")
        );
        Assert.That(
            text.Output,
            Does.Contain("shares the lowest 1 of 2 layers with base:1, classic:1"),
            "BuildKit records no parent"
        );
    }

    [Test]
    public async Task Draws_shared_layers_once_as_the_point_where_images_branch()
    {
        var (text, json) = (
            await copy.RunAsync("tree", "--layers"),
            await copy.RunAsync("tree", "--layers", "-o", "json")
        );

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((ExitCode.Nothing, ExitCode.Nothing)), text.ToString());
        var layers = json.Json["layers"]!.AsArray();
        Assert.That(
            layers.Select(layer => ((int)layer!["depth"]!, string.Join(',', layer["images"]!.AsArray()))),
            Is.EquivalentTo(new[] { (0, "base:1"), (1, "app:1"), (1, "classic:1") })
        );
        foreach (var layer in layers)
            Assert.That(text.Output, Does.Contain(ShortIds.In((string)layer!["path"]!)));
    }

    private static JsonNode Image(CommandLineResult result, string reference) =>
        result.Json["images"]!
            .AsArray()
            .Single(image => image!["references"]!.AsArray().Any(name => (string?)name == reference))!;
}
