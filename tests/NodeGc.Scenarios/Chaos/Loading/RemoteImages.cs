using NodeGc.Scenarios.Chaos.Modelling;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos.Loading;

/// <summary>Images in a registry, some of them with layers in common. Each is pulled again when it was
/// removed.</summary>
internal sealed class RemoteImages
{
    private const int Number = 4;
    private const int FilesOfLarge = 15_000;
    private readonly Pool<ModelImage> images = new(Number);

    private RemoteImages(string large) => Large = large;

    /// <summary>One that takes a while to unpack, and is not in the model.</summary>
    public string Large { get; }

    /// <summary>Makes them, pushes them, and removes them from the engine.</summary>
    public static RemoteImages Push(PrivateDockerd dockerd, PrivateRegistry registry)
    {
        var remotes = new RemoteImages($"{registry.Host}/large:1");
        var from = "base:1";
        for (var number = 1; number <= Number; number++)
        {
            var image = new ModelImage($"{registry.Host}/remote:{number}", $"/remote-{number}", $"pulled {number}", 0);
            dockerd.Cli.BuildClassic(image.Tag, $"FROM {from}\nCOPY f {image.Path}\n", ("f", image.Content));
            dockerd.Cli.Do("push", image.Tag);
            remotes.images.Add(image);
            from = number % 2 == 0 ? "base:1" : image.Tag;
        }
        dockerd.Cli.Do(
            "load",
            "--input",
            new ImageArchive(remotes.Large).WithLayer("large", FilesOfLarge).WriteTo(dockerd.Folder)
        );
        dockerd.Cli.Do("push", remotes.Large);
        dockerd.Cli.Do(["rmi", remotes.Large, .. remotes.images.All.Select(image => image.Tag)]);
        return remotes;
    }

    /// <summary>One that is in no model; null where all are.</summary>
    public ModelImage? Take(Random random, Model model)
    {
        var known = model.Images.All.Select(image => image.Tag).ToHashSet();
        return images.Take(random, image => !known.Contains(image.Tag));
    }

    public void Return(ModelImage image) => images.Return(image);
}
