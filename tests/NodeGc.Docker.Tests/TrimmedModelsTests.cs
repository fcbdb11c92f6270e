using System.Reflection;
using System.Xml.Linq;
using Docker.DotNet.Models;
using NodeGc.Testing;

namespace NodeGc.Docker.Tests;

/// <summary>
/// The list of the package's JSON models that no command of ours uses. They make up a fifth of the native program, so
/// publishing removes them (<c>node-agent/UnusedDockerModels.xml</c>); using one that was removed throws.
/// <c>NODEGC_GOLDEN=rewrite</c> writes the list again, for example for another version of the package.
/// </summary>
[Category("Golden")]
public sealed class TrimmedModelsTests
{
    private static readonly Assembly Package = typeof(VolumeResponse).Assembly;

    /// <summary>What the commands of <c>EngineCommands</c> send and what the package parses of the responses.</summary>
    private static readonly Type[] Used =
    [
        typeof(VolumesCreateParameters),
        typeof(VolumeResponse),
        typeof(ImageDeleteResponse),
    ];

    private static readonly string[] Contexts =
    [
        "Docker.DotNet.Models.DockerModelsJsonSerializerContext",
        "Docker.DotNet.DockerExtendedJsonSerializerContext",
    ];

    [Test]
    public void Publishing_removes_every_model_that_no_command_uses_and_no_other()
    {
        var path = SourceTree.PathOf("node-agent", "UnusedDockerModels.xml");
        var expected = Substitutions().ToString() + "\n";
        if (Environment.GetEnvironmentVariable("NODEGC_GOLDEN") == "rewrite")
            File.WriteAllText(path, expected);
        Assert.That(
            File.ReadAllText(path),
            Is.EqualTo(expected),
            "NODEGC_GOLDEN=rewrite writes the list again; read the difference"
        );
    }

    private static XElement Substitutions()
    {
        var models = UsedModels();
        return new XElement(
            "linker",
            new XElement(
                "assembly",
                new XAttribute("fullname", Package.GetName().Name!),
                Contexts.Select(context => Substitution(Package.GetType(context, throwOnError: true)!, models))
            )
        );
    }

    private static XElement Substitution(Type context, HashSet<Type> models) =>
        new(
            "type",
            new XAttribute("fullname", context.FullName!),
            context
                .GetMethods(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(method => method.Name.StartsWith("Create_", StringComparison.Ordinal))
                .Where(method => !Parts(method.ReturnType).Where(IsModel).All(models.Contains))
                .OrderBy(method => method.Name, StringComparer.Ordinal)
                .Select(method => new XElement(
                    "method",
                    new XAttribute("signature", Signature(method)),
                    new XAttribute("body", "remove")
                ))
        );

    private static string Signature(MethodInfo method) =>
        $"{FullName(method.ReturnType)} {method.Name}(System.Text.Json.JsonSerializerOptions)";

    private static string FullName(Type type) =>
        type.IsArray ? $"{FullName(type.GetElementType()!)}[]"
        : type.IsGenericType ? $"{type.GetGenericTypeDefinition().FullName}<{Arguments(type)}>"
        : type.FullName!.Replace('+', '/');

    private static string Arguments(Type type) => string.Join(",", type.GetGenericArguments().Select(FullName));

    /// <summary>The models that can be part of what is sent or parsed.</summary>
    private static HashSet<Type> UsedModels()
    {
        var models = new HashSet<Type>();
        var open = new Stack<Type>(Used);
        while (open.TryPop(out var type))
        {
            foreach (var part in Parts(type).Where(IsModel).Where(models.Add))
            foreach (var property in part.GetProperties())
                open.Push(property.PropertyType);
        }
        return models;
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts)
        : [type];

    private static bool IsModel(Type type) => type.Assembly == Package;
}
