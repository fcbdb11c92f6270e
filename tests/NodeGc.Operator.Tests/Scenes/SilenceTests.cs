namespace NodeGc.Operator.Tests.Scenes;

/// <summary>An agent that stopped is noticed by its silence, although silence makes no news.</summary>
[Category("Slow")]
internal sealed class SilenceTests
{
    private Scene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await Scene.StartAsync();

    [TearDown]
    public async Task EndAsync() => await scene.DisposeAsync();

    [Test]
    public async Task An_agent_that_falls_silent_and_is_heard_again_has_an_event_for_each_and_others_have_none()
    {
        var agent = await scene.AddNodeAsync("node-a");
        await scene.AddNodeAsync("node-b");
        scene.StartOperator();
        await agent.GoAwayAsync();
        await scene.UntilAsync("the silence is reported", async () =>
            (await ReasonsAsync()).Contains("node-a AgentSilent")
        );
        await agent.ComeBackAsync();

        await scene.UntilAsync("the return is reported", async () =>
            (await ReasonsAsync()).Contains("node-a AgentReporting")
        );

        Assert.That(await ReasonsAsync(), Is.EquivalentTo(new[] { "node-a AgentSilent", "node-a AgentReporting" }));
    }

    [Test]
    public async Task A_silent_agent_is_reported_once_however_long_it_is_silent()
    {
        var agent = await scene.AddNodeAsync("node-a");
        var late = await scene.AddNodeAsync("node-b");
        scene.StartOperator();
        await agent.GoAwayAsync();
        await scene.UntilAsync("the silence is reported", async () =>
            (await ReasonsAsync()).Contains("node-a AgentSilent")
        );
        await late.GoAwayAsync();

        await scene.UntilAsync("the second one is reported", async () =>
            (await ReasonsAsync()).Contains("node-b AgentSilent")
        );

        Assert.That((await ReasonsAsync()).Count(reason => reason == "node-a AgentSilent"), Is.EqualTo(1));
    }

    private async Task<IReadOnlyList<string>> ReasonsAsync()
    {
        var events = await scene.Cluster.Objects.GetAsync("/api/v1/namespaces/default/events", default);
        return [.. events["items"]!.AsArray().Select(one => $"{one!["involvedObject"]!["name"]} {one["reason"]}")];
    }
}
