using NodeGc.Operator.Dashboard.Views;

namespace NodeGc.Dashboard.Tests.Views;

internal sealed class FleetQueryTests
{
    [TestCase("", "/?sort=used&order=desc")]
    [TestCase("sort=name", "/?sort=name&order=asc")]
    [TestCase("sort=name&order=desc&page=3", "/?sort=name&order=desc&page=3")]
    [TestCase("sort=nonsense&order=nonsense&page=-1", "/?sort=used&order=desc")]
    [TestCase("q= a %26<b> &show=attention", "/?q=a%20%26%3Cb%3E&show=attention&sort=used&order=desc")]
    public void An_address_is_read_and_written(string query, string expected) =>
        Assert.That(Parse(query).Address, Is.EqualTo(expected));

    [Test]
    public void What_was_written_is_read_as_the_same()
    {
        var query = new FleetQuery
        {
            Search = "ü&=+ <script>",
            Sort = FleetSort.Free,
            Descending = false,
            Page = 7,
            AttentionOnly = true,
        };
        Assert.That(Parse(query.Address[2..]), Is.EqualTo(query));
    }

    [Test]
    public void A_column_is_reversed_when_it_is_chosen_again_and_starts_on_the_first_page()
    {
        var query = new FleetQuery { Page = 4 };
        Assert.That(query.By(FleetSort.Used), Is.EqualTo(new FleetQuery { Descending = false }));
        Assert.That(query.By(FleetSort.Name).Descending, Is.False);
        Assert.That(query.By(FleetSort.Quarantined).Descending, Is.True);
    }

    [Test]
    public void A_search_is_never_longer_than_the_list_needs() =>
        Assert.That(Parse("q=" + new string('x', 5000)).Search, Has.Length.EqualTo(256));

    private static FleetQuery Parse(string query)
    {
        var values = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        return FleetQuery.Parse(name => values.GetValueOrDefault(name));
    }
}
