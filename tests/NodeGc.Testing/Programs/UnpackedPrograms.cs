namespace NodeGc.Testing.Programs;

/// <summary>The versions of helm and kubectl that tests/setup/helm.sh brings, beside what the machine has.</summary>
internal static class UnpackedPrograms
{
    /// <summary>The same folder as in the script.</summary>
    private static string Folder =>
        Environment.GetEnvironmentVariable("NODEGC_HELM") is { Length: > 0 } folder ? folder : "/var/cache/nodegc/helm";

    /// <summary>The path of a program; fails with the script to run where it is missing.</summary>
    public static string Get(string name)
    {
        var path = Path.Combine(Folder, name);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{path} is missing: run tests/setup/helm.sh.");
    }
}
