using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Tables;

/// <summary>The columns of a kind: those of its definition, or name and age. A real server has more for built-in kinds,
/// which no test asks for.</summary>
internal sealed record TableLayout(ImmutableArray<TableColumn> Columns)
{
    private static readonly TableColumn Name = new("Name", (body, _) => body.Name) { Format = "name" };

    private static readonly TableColumn Age = new("Age", (body, now) =>
        Ages.Since(body.Text("metadata", "creationTimestamp"), now)
    );

    public static TableLayout From(ResourceType type)
    {
        var own = type.CustomVersion?.Each("additionalPrinterColumns").Select(Custom).ToArray() ?? [];
        return new TableLayout(own.Length > 0 ? [Name, .. own] : [Name, Age]);
    }

    private static TableColumn Custom(JsonObject column)
    {
        var path = CellPath.Parse(column.Text("jsonPath") ?? "");
        var type = column.Text("type") ?? "string";
        return new TableColumn(column.Text("name") ?? "", (body, now) => CustomCell.Find(path.Find(body), type, now))
        {
            Type = type,
            Format = column.Text("format") ?? "",
            Description = column.Text("description") ?? "",
            Priority = column.Number("priority") ?? 0,
        };
    }
}
