namespace NodeGc.Testing.Docker;

/// <summary>Builds, runs and kills in the words of the situations that tests set up.</summary>
public static class DockerBuilds
{
    extension(DockerCli docker)
    {
        /// <summary>Builds with the classic builder: one layer and one intermediate image per step.</summary>
        public void BuildClassic(string tag, string dockerfile, params (string Name, string Content)[] files) =>
            _ = docker.Build("0", tag, dockerfile, files).Text;

        /// <summary>As above; may fail.</summary>
        public CommandResult TryBuildClassic(
            string tag,
            string dockerfile,
            params (string Name, string Content)[] files
        ) => docker.Build("0", tag, dockerfile, files);

        /// <summary>Builds with BuildKit, which keeps its own cache of layer directories.</summary>
        public void BuildWithBuildKit(string tag, string dockerfile, params (string Name, string Content)[] files) =>
            _ = docker.Build("1", tag, dockerfile, files).Text;

        /// <summary>As above; may fail.</summary>
        public CommandResult TryBuildWithBuildKit(
            string tag,
            string dockerfile,
            params (string Name, string Content)[] files
        ) => docker.Build("1", tag, dockerfile, files);

        /// <summary>Starts a container that stays up; its ID.</summary>
        public string RunForever(string name, string image = "base:1", params string[] options) =>
            docker.Do([
                "run",
                "-d",
                "--name",
                name,
                "--network",
                "host",
                "--stop-timeout",
                "0",
                .. options,
                image,
                "sleep",
                "3600",
            ]);

        /// <summary>Runs a command in a container that stays behind; its ID.</summary>
        public string RunOnce(string name, string image, params string[] command)
        {
            docker.Do(["run", "--name", name, "--network", "host", image, .. command]);
            return docker.IdOf(name);
        }

        /// <summary>Makes a container without starting it; its ID.</summary>
        public string Create(string name, string image = "base:1", params string[] options) =>
            docker.Do(["create", "--name", name, "--network", "host", .. options, image, "sleep", "3600"]);

        public string IdOf(string container) =>
            docker.Api.GetJson($"containers/{container}/json").GetProperty("Id").GetString()!;

        private CommandResult Build(
            string buildKit,
            string tag,
            string dockerfile,
            (string Name, string Content)[] files
        )
        {
            var context = Directory.CreateTempSubdirectory("nodegc-build-");
            try
            {
                foreach (var (name, content) in files.Append(("Dockerfile", dockerfile)))
                {
                    File.WriteAllText(Path.Combine(context.FullName, name), content);
                    // Equal files make equal layers.
                    File.SetLastWriteTimeUtc(Path.Combine(context.FullName, name), DateTime.UnixEpoch);
                }
                var command = docker.Command("build", "--network=host", "-t", tag, context.FullName);
                return (
                    command with
                    {
                        Environment = new Dictionary<string, string>(command.Environment)
                        {
                            ["DOCKER_BUILDKIT"] = buildKit,
                        },
                    }
                ).Run();
            }
            finally
            {
                context.Delete(recursive: true);
            }
        }
    }
}
