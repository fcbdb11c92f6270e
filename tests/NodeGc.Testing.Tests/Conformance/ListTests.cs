namespace NodeGc.Testing.Tests.Conformance;

internal sealed class ListTests
{
    private readonly string group = $"g{Guid.NewGuid():N}"[..12];

    private static Api Api => SharedCluster.Api;

    [OneTimeSetUp]
    public async Task Start()
    {
        for (var index = 0; index < 5; index++)
        {
            var widget = Widgets.Named($"{group}-{index}");
            widget["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject
            {
                ["group"] = group,
                ["number"] = $"{index}",
                ["parity"] = index % 2 == 0 ? "even" : "odd",
            };
            var created = await Api.CreateAsync(Widgets.Path, widget);
            Assert.That(created.Code, Is.EqualTo(201), created.Message);
        }
    }

    [OneTimeTearDown]
    public Task Clean() => Api.DeleteAsync($"{Widgets.Path}?labelSelector=group={group}");

    [TestCase("parity=odd", "1 3")]
    [TestCase("parity==odd", "1 3")]
    [TestCase("parity!=odd", "0 2 4")]
    [TestCase("number in (1,2,9)", "1 2")]
    [TestCase("number notin (1,2)", "0 3 4")]
    [TestCase("parity,number=4", "4")]
    [TestCase("!parity", "")]
    [TestCase("!colour,number=0", "0")]
    [TestCase("colour notin (red),number=0", "0")]
    [TestCase("number>2", "3 4")]
    [TestCase("number<1", "0")]
    public async Task Selects_by_labels(string selector, string expected)
    {
        var list = await Api.GetAsync(
            $"{Widgets.Path}?labelSelector={Uri.EscapeDataString($"group={group},{selector}")}"
        );

        Assert.That(string.Join(' ', Numbers(list)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Selects_by_name()
    {
        var list = await Api.GetAsync($"{Widgets.Path}?fieldSelector=metadata.name={group}-3");
        var others = await Api.GetAsync(
            $"{Widgets.Path}?labelSelector=group={group}&fieldSelector=metadata.name!={group}-3"
        );

        Assert.That(Numbers(list), Is.EqualTo(new[] { "3" }));
        Assert.That(Numbers(others), Is.EqualTo(new[] { "0", "1", "2", "4" }));
    }

    [Test]
    public async Task Refuses_selectors_it_does_not_know()
    {
        var field = await Api.GetAsync($"{Widgets.Path}?fieldSelector=spec.mode=Report");
        var label = await Api.GetAsync($"{Widgets.Path}?labelSelector={Uri.EscapeDataString("a in b")}");

        Assert.That((field.Code, label.Code), Is.EqualTo((400, 400)));
        Assert.That(field.Message, Does.Contain("field label not supported: spec.mode"));
    }

    [Test]
    public async Task Lists_in_pages_that_all_show_the_same_moment()
    {
        var path = $"{Widgets.Path}?labelSelector=group={group}&limit=2";
        var first = await Api.GetAsync(path);
        var added = Widgets.Named($"{group}-9");
        added["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["group"] = group, ["number"] = "9" };
        await Api.CreateAsync(Widgets.Path, added);

        var second = await Api.GetAsync($"{path}&continue={first.Text("metadata.continue")}");
        var third = await Api.GetAsync($"{path}&continue={second.Text("metadata.continue")}");
        await Api.DeleteAsync(Widgets.PathOf($"{group}-9"));

        Assert.That(
            Numbers(first).Concat(Numbers(second)).Concat(Numbers(third)),
            Is.EqualTo(new[] { "0", "1", "2", "3", "4" })
        );
        Assert.That(third.Text("metadata.continue"), Is.Empty);
        Assert.That((second.Version, third.Version), Is.EqualTo((first.Version, first.Version)));
    }

    [Test]
    public async Task Says_which_kind_of_list_it_is()
    {
        var widgets = await Api.GetAsync(Widgets.Path);
        var nodes = await Api.GetAsync("/api/v1/nodes");

        Assert.That((widgets.Text("kind"), widgets.Text("apiVersion")), Is.EqualTo(("WidgetList", "example.com/v1")));
        Assert.That((nodes.Text("kind"), nodes.Text("apiVersion")), Is.EqualTo(("NodeList", "v1")));
    }

    private static IEnumerable<string> Numbers(Answer list) =>
        list.At("items")!.AsArray().Select(item => item!["metadata"]!["name"]!.ToString().Split('-')[1]);
}
