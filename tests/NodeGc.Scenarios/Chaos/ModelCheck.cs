using System.Collections.Immutable;
using NodeGc.Scenarios.Chaos.Modelling;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Chaos;

/// <summary>Whether all that must live is there and holds what the load put into it.</summary>
internal sealed class ModelCheck(PrivateDockerd dockerd, Model model)
{
    public ImmutableArray<string> FindViolations() =>
        [
            .. Find(model.Images.All, FindViolation),
            .. Find(model.Containers.All, FindViolation),
            .. Find(model.Volumes.All, FindViolation),
        ];

    private static IEnumerable<string> Find<T>(ImmutableArray<T> all, Func<T, string?> find) =>
        all.AsParallel().WithDegreeOfParallelism(4).Select(find).OfType<string>();

    private string? FindViolation(ModelImage image)
    {
        var run = dockerd.Cli.Try(
            "run",
            "--rm",
            "--network",
            "host",
            "--entrypoint",
            "/bin/busybox",
            image.Tag,
            "cat",
            image.Path
        );
        return run.Succeeded && run.Text == image.Content
            ? null
            : $"image {image.Tag} should hold '{image.Content}' in {image.Path}: {run}";
    }

    /// <summary>By copying, which works whether it runs or not.</summary>
    private string? FindViolation(ModelContainer container)
    {
        var copy = dockerd.Cli.Try("cp", $"{container.Name}:{ModelContainer.MarkPath}", "-");
        return copy.Succeeded && copy.Output.Contains(container.Mark, StringComparison.Ordinal)
            ? null
            : $"container {container.Name} should hold '{container.Mark}': {copy}";
    }

    private string? FindViolation(ModelVolume volume)
    {
        var found = dockerd.Cli.Try("volume", "inspect", "--format", "{{.Mountpoint}}", volume.Name);
        var digest = found.Succeeded ? TreeDigest.Compute(found.Text) : found.ToString();
        return digest == volume.Digest ? null : $"volume {volume.Name} should be {volume.Digest}: {digest}";
    }
}
