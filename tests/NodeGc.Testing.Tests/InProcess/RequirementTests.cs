using NodeGc.Testing.ApiServer.Requirements;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace NodeGc.Testing.Tests.InProcess;

/// <summary>What a test needs is held against a control plane that nobody has started.</summary>
[NonParallelizable]
internal sealed class RequirementTests
{
    private const string Variable = "KUBEBUILDER_ASSETS";
    private readonly string? before = Environment.GetEnvironmentVariable(Variable);
    private DirectoryInfo folder = null!;

    [SetUp]
    public void Begin() => folder = Directory.CreateTempSubdirectory("nodegc-assets-");

    [TearDown]
    public void End()
    {
        Environment.SetEnvironmentVariable(Variable, before);
        folder.Delete(recursive: true);
    }

    [TestCase("v1.24.17", RunState.Ignored)]
    [TestCase("v1.25.0", RunState.Runnable)]
    [TestCase("v1.36.0-rc.1+abc", RunState.Runnable)]
    public void Skips_what_an_old_server_cannot_do(string version, RunState expected)
    {
        Name(version);

        Assert.That(StateOf(new NeedsKubernetesAttribute("1.25", "It")), Is.EqualTo(expected));
    }

    [Test]
    public void Skips_what_controllers_do_where_there_are_none()
    {
        Name("v1.20.2");
        var without = StateOf(new NeedsControllersAttribute());
        File.WriteAllText(Path.Combine(folder.FullName, "kube-controller-manager"), "");

        Assert.That(
            (without, StateOf(new NeedsControllersAttribute())),
            Is.EqualTo((RunState.Ignored, RunState.Runnable))
        );
    }

    [Test]
    public void Skips_what_needs_switches_on_every_real_server_and_says_why()
    {
        Name("v1.36.2");
        var test = Tested(new NeedsInProcessServerAttribute("It has no switches."));

        Assert.That(test.RunState, Is.EqualTo(RunState.Ignored));
        Assert.That(test.Properties.Get(PropertyNames.SkipReason), Is.EqualTo("It has no switches."));
    }

    [Test]
    public void Skips_nothing_with_the_server_in_this_process()
    {
        Environment.SetEnvironmentVariable(Variable, null);

        RequirementAttribute[] all =
        [
            new NeedsInProcessServerAttribute("-"),
            new NeedsControllersAttribute(),
            new NeedsKubernetesAttribute("9.99", "It"),
        ];
        Assert.That(all.Select(StateOf), Is.All.EqualTo(RunState.Runnable));
    }

    private void Name(string version)
    {
        var program = Path.Combine(folder.FullName, "kube-apiserver");
        File.WriteAllText(program, $"#!/bin/sh\necho Kubernetes {version}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable(Variable, folder.FullName);
    }

    private static RunState StateOf(RequirementAttribute requirement) => Tested(requirement).RunState;

    private static TestMethod Tested(RequirementAttribute requirement)
    {
        var type = typeof(RequirementTests);
        var test = new TestMethod(new MethodWrapper(type, nameof(Skips_nothing_with_the_server_in_this_process)));
        requirement.ApplyToTest(test);
        return test;
    }
}
