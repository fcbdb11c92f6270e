using System.Text.Json.Nodes;

namespace NodeGc.Api.Tests.Schemas;

public sealed class SharedPolicyTests
{
    [TestCase("when")]
    [TestCase("collect")]
    [TestCase("protect")]
    [TestCase("disposal")]
    [TestCase("limits")]
    [TestCase("mode")]
    public void An_order_takes_exactly_what_a_cleanup_takes(string field)
    {
        var inCleanup = WithoutRules(Definition.Cleanup.Find($"spec.{field}"));
        var inOrder = WithoutRules(Definition.Node.Find($"spec.orders[].{field}"));

        // An order always has a mode; only a cleanup may omit it.
        if (field == "mode")
            Assert.That(inCleanup.Remove("default"), Is.True);
        Assert.That(JsonNode.DeepEquals(inCleanup, inOrder), Is.True, $"{inCleanup}\n{inOrder}");
    }

    // Rules in CEL are for people. For 64 orders, those of lists would cost more than a server allows, and the operator
    // issues no order of a cleanup that it has not checked.
    private static JsonObject WithoutRules(JsonObject? schema)
    {
        var copy = schema!.DeepClone().AsObject();
        copy.Remove("x-kubernetes-validations");
        foreach (var (name, value) in copy.ToList())
            if (value is JsonObject child)
                copy[name] = WithoutRules(child);
        return copy;
    }
}
