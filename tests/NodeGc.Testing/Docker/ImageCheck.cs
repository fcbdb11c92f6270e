namespace NodeGc.Testing.Docker;

/// <summary>Runs an image. One without a shell has to be mountable and readable to its last byte instead.</summary>
internal sealed class ImageCheck(DockerCli docker)
{
    public string? FindViolation(string image)
    {
        var run = docker.Api.Run(image, "/bin/busybox", "true");
        if (run.Succeeded)
            return null;
        var content = ReadAll(image);
        return content.Succeeded && !content.Output.Contains("bin/busybox\0", StringComparison.Ordinal)
            ? null
            : $"image {image}: cannot be run: {run.Errors.Trim()}";
    }

    private CommandResult ReadAll(string image)
    {
        var made = docker.Try("create", image, "none");
        if (!made.Succeeded)
            return made;
        var container = made.Text;
        try
        {
            return docker.Try("export", container);
        }
        finally
        {
            docker.Try("rm", container);
        }
    }
}
