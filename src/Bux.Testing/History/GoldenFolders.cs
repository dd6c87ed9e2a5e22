using System.Text;
using Bux.Seam;

namespace Bux.Testing;

/// <summary>One golden document, decoded: the event that was stored, and what it is today.</summary>
/// <param name="Contract">The stored event.</param>
/// <param name="Number">Its line among the documents of its version, from 1.</param>
/// <param name="Parts">What upcasters make of it; empty when they drop it.</param>
internal sealed record GoldenDocument(EventContract Contract, int Number, IReadOnlyList<EventPart> Parts)
{
    public string Name => $"{Contract.Name} v{Contract.Version} #{Number}";
}

/// <summary>The folders that hold <c>{service}/{event}.v{version}.jsonl</c>, one document a line.</summary>
internal sealed class GoldenFolders(IReadOnlyList<string> folders)
{
    /// <summary>Decodes everything, in the order of names, versions and lines.</summary>
    public IReadOnlyList<GoldenDocument> Read(IReadOnlyCollection<EventContract> events, List<string> problems)
    {
        var documents = new List<GoldenDocument>();
        foreach (var contract in events.OrderBy(each => each.Service, StringComparer.Ordinal).ThenBy(each => each.Name, StringComparer.Ordinal).ThenBy(each => each.Version))
        {
            var file = Path.Combine(contract.Service, $"{contract.Name}.v{contract.Version}.jsonl");
            if (folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists) is { } path) Read(contract, path, documents, problems);
            else
            {
                problems.Add(
                    $"There are no golden documents of {contract.EventType.Name}: {file} is in none of {string.Join(", ", folders.Select(Path.GetFullPath))}. "
                    + "Run 'dotnet build -t:BuxAcceptContracts' in the project that declares it, and keep the file in source control.");
            }
        }

        FindOrphans(events, problems);
        return documents;
    }

    private static void Read(EventContract contract, string path, List<GoldenDocument> documents, List<string> problems)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var parts = new EventParts();
            try
            {
                contract.Decode(Encoding.UTF8.GetBytes(line), parts);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // Codecs, constructors and upcasters of the user: whatever they throw would stop a partition in production.
                problems.Add(
                    $"{contract.EventType.Name} can no longer be read, {Path.GetFullPath(path)} line {number}: {error.Message} Undo the change, or mend the upcaster. "
                    + "When such a document can never have been stored, begin its line with # and say why.");
                continue;
            }

            documents.Add(new GoldenDocument(contract, number, [.. Enumerable.Range(0, parts.Count).Select(index => parts[index])]));
        }
    }

    /// <summary>Documents of a version that no type reads any more.</summary>
    private void FindOrphans(IReadOnlyCollection<EventContract> events, List<string> problems)
    {
        var known = events.Select(each => Path.Combine(each.Service, $"{each.Name}.v{each.Version}.jsonl")).ToHashSet(StringComparer.Ordinal);
        var services = events.Select(each => each.Service).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in folders.SelectMany(folder => services.Select(service => Path.Combine(folder, service))).Where(Directory.Exists))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
            {
                if (known.Contains(Path.Combine(Path.GetFileName(folder), Path.GetFileName(path)))) continue;
                problems.Add(
                    $"No event reads {Path.GetFullPath(path)}. Stored events of this version would stop their partition: bring its type back, with an upcaster, "
                    + "or delete the file when none was ever stored.");
            }
        }
    }
}
