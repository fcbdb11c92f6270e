using NodeGc.Scenarios.Chaos.Modelling;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos;

/// <summary>What commands left half done that were cut off by the daemon's end: the engine knows it, and the model
/// cannot.</summary>
internal static class Strays
{
    /// <summary>Removes every container, name of an image and named volume that is not in the model; what only the
    /// agent collects is left to it. What the engine will not remove, since it remembers a container that it never
    /// finished, does no harm here.</summary>
    public static void Remove(DockerCli docker, Model model)
    {
        Remove(
            docker,
            "rm",
            "-f",
            docker
                .Lines("ps", "-a", "--format", "{{.Names}}")
                .Except(model.Containers.All.Select(container => container.Name))
        );
        Remove(
            docker,
            "rmi",
            "-f",
            docker
                .Lines("images", "--filter", "dangling=false", "--format", "{{.Repository}}:{{.Tag}}")
                .Except(
                    model
                        .Images.All.Append(Model.Base)
                        .Select(image =>
                            image.Tag.Split('/')[^1].Contains(':', StringComparison.Ordinal)
                                ? image.Tag
                                : $"{image.Tag}:latest"
                        )
                )
        );
        Remove(
            docker,
            "volume",
            "rm",
            docker
                .Lines("volume", "ls", "-q")
                .Where(name => name.Length < 64)
                .Except(model.Volumes.All.Select(volume => volume.Name))
        );
    }

    private static void Remove(DockerCli docker, string verb, string option, IEnumerable<string> names)
    {
        if (names.ToArray() is { Length: > 0 } some)
            docker.Try([verb, option, .. some]);
    }
}
