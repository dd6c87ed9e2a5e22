namespace Bux;

/// <summary>
/// Vouches that code only computes: same input, same result, no change of anything, no clock, no chance, no culture, no input or output. The
/// rules believe it where they cannot look, and go on judging what they can see.
/// </summary>
/// <remarks>
/// On a member or type of your own, for those who reference its assembly (the framework's attribute of the same name is not kept in
/// assemblies) and for interfaces without an implementation in sight. On an assembly, <c>[assembly: Pure(typeof(Instant), typeof(Duration))]</c>,
/// for types of others.
/// </remarks>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method
    | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Delegate,
    AllowMultiple = true, Inherited = false)]
public sealed class PureAttribute(params Type[] types) : Attribute
{
    /// <summary>The types of others that an assembly vouches for; empty on a member or type.</summary>
    public IReadOnlyList<Type> Types { get; } = types;
}
