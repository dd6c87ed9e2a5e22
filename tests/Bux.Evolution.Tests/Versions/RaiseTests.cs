namespace Bux.Evolution.Tests.Versions;

/// <summary>Each kind of change: the text after the fix, and exactly the gaps that only a person can fill.</summary>
public sealed class RaiseTests
{
    [Fact]
    public async Task Print()
    {
        string[][] cases = [
            ["string Id", "string Id, int Age", ""],
            ["string Id, int Age", "string Id", ""],
            ["string Id, string Name", "string Id, string FullName", ""],
            ["string Id, int Age", "string Id, long Age", ""],
            ["string Id, int Age", "string Id, string Age", ""],
            ["string Id, string? Name", "string Id, string Name", ""],
            ["string Id, string Name", "string Id, string? Name", ""],
            ["List<string> Tags", "List<int> Tags", ""],
            ["List<string> Tags", "List<string?> Tags", ""],
            ["string Id, Address Home, Address? Work, List<Address> Others, Dictionary<string, Address> Named", "string Id, Address Home, Address? Work, List<Address> Others, Dictionary<string, Address> Named", "/// <summary>Where.</summary>\npublic sealed record Address(string Street, string City);", "/// <summary>Where.</summary>\npublic sealed record Address(string Street, string City, string Country);"],
            ["Colour Colour, Colour Other = Colour.Red", "Colour Colour, Colour Other = Colour.Red", "public enum Colour { Red, Blue }", "public enum Colour { Red, Navy }"],
        ];
        var text = new System.Text.StringBuilder();
        foreach (var each in cases)
        {
            string Make(string members, string rest) => $"namespace A;\n\n/// <summary>It was opened.</summary>\n[DomainEvent(version: 5)]\npublic sealed record OpenedEventV5({members});\n\n{rest}\n";
            var raised = await Raise.ApplyAsync(Make(each[0], each[2]), Make(each[1], each.Length > 3 ? each[3] : each[2]));
            text.AppendLine("=========== " + each[0] + " --> " + each[1]).AppendLine(await raised.SourceAsync()).AppendLine(string.Join("\n", await raised.GapsAsync()));
        }
        File.WriteAllText("/tmp/bump/out.txt", text.ToString());
    }
}
