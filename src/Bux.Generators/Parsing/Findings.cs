using System.Collections.Generic;
using Bux.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Bux.Generators.Parsing;

/// <summary>Gathers what is to be said about a declaration.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _findings = [];

    public int Count => _findings.Count;

    public void Add(string id, ISymbol at, params string[] arguments) => Add(id, Symbols.PlaceOf(at), arguments);

    public void Add(string id, Place? place, params string[] arguments) => _findings.Add(new Finding(id, place, arguments.ToEquatableArray()));

    public EquatableArray<Finding> ToArray() => _findings.ToEquatableArray();
}
