using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Kyc;

/// <summary>Neither the runtime nor what is generated into a user's assemblies asks anything of types at run time: their code says so.</summary>
public sealed class NoReflectionTests
{
    /// <summary>What only names a type or compares it.</summary>
    private static readonly string[] Harmless =
    [
        "System.Reflection.MemberInfo::get_Name", "System.Type::GetTypeFromHandle", "System.Type::op_Equality", "System.Type::op_Inequality",
        "System.Type::get_FullName",
        // Registrations of the container are compared once, at the start.
        "System.Type::get_IsConstructedGenericType", "System.Type::GetGenericTypeDefinition",
    ];

    [Theory]
    [InlineData("Bux.Contracts")]
    [InlineData("Bux.Runtime")]
    [InlineData("Bux.Sqlite")]
    [InlineData("Kyc.Contracts")]
    [InlineData("Kyc.BrokerAccounts")]
    [InlineData("Kyc.Backoffice")]
    public void The_code_of_an_assembly_uses_no_reflection(string assembly) => Assert.Equal("", string.Join("\n", Offences(assembly)));

    [Fact]
    public void A_planted_offender_is_found() => Assert.Contains(Offences("Kyc.Tests"), offence => offence.Contains("Planted", StringComparison.Ordinal));

    private static object? Planted(Type type) => Activator.CreateInstance(type);

    private static IEnumerable<string> Offences(string name)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        var methods = assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).ToArray();
        Assert.NotEmpty(methods);
        return [.. from method in methods
            from instruction in method.Body.Instructions
            where instruction.Operand is MethodReference called && IsReflection(called)
            select $"{method.FullName}: {instruction.Operand}"];
    }

    private static bool IsReflection(MethodReference called)
    {
        var type = called.DeclaringType.FullName;
        if (Harmless.Contains($"{type}::{called.Name}")) return false;
        return type.StartsWith("System.Reflection.", StringComparison.Ordinal)
            || type.StartsWith("System.Linq.Expressions.", StringComparison.Ordinal)
            || type.StartsWith("Microsoft.CSharp.", StringComparison.Ordinal)
            || type is "System.Activator" or "System.Type"
            || called.Name is "GetUninitializedObject" or "DynamicInvoke" or "CreateDelegate";
    }
}
