import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/**
 * Properties of a Policy.
 * @deprecated Use Policy.$Properties instead.
 */
export interface IPolicy extends Policy.$Properties {
}

/** Represents a Policy. */
export class Policy {

    /**
     * Constructs a new Policy.
     * @param [properties] Properties to set
     */
    constructor(properties?: Policy.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Policy version. */
    version: (number|Long);

    /** Policy rules. */
    rules: PolicyRule.$Properties[];

    /**
     * Encodes the specified Policy message. Does not implicitly {@link Policy.verify|verify} messages.
     * @param message Policy message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Policy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Policy message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Policy & Policy.$Shape} Policy
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Policy & Policy.$Shape;
}

export namespace Policy {

    /** Properties of a Policy. */
    interface $Properties {

        /** Policy version */
        version?: (number|Long|null);

        /** Policy rules */
        rules?: (PolicyRule.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Policy. */
    type $Shape = Policy.$Properties;
}

/**
 * Properties of a PolicyRule.
 * @deprecated Use PolicyRule.$Properties instead.
 */
export interface IPolicyRule extends PolicyRule.$Properties {
}

/** Represents a PolicyRule. */
export class PolicyRule {

    /**
     * Constructs a new PolicyRule.
     * @param [properties] Properties to set
     */
    constructor(properties?: PolicyRule.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** PolicyRule action. */
    action: number;

    /** PolicyRule selector. */
    selector?: (PolicySelector.$Properties|null);

    /** PolicyRule updates. */
    updates?: (PolicyUpdate.$Properties|null);

    /**
     * Encodes the specified PolicyRule message. Does not implicitly {@link PolicyRule.verify|verify} messages.
     * @param message PolicyRule message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: PolicyRule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a PolicyRule message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {PolicyRule & PolicyRule.$Shape} PolicyRule
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): PolicyRule & PolicyRule.$Shape;
}

export namespace PolicyRule {

    /** Properties of a PolicyRule. */
    interface $Properties {

        /** PolicyRule action */
        action?: (number|null);

        /** PolicyRule selector */
        selector?: (PolicySelector.$Properties|null);

        /** PolicyRule updates */
        updates?: (PolicyUpdate.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a PolicyRule. */
    type $Shape = PolicyRule.$Properties;
}

/**
 * Properties of a PolicySelector.
 * @deprecated Use PolicySelector.$Properties instead.
 */
export interface IPolicySelector extends PolicySelector.$Properties {
}

/** Represents a PolicySelector. */
export class PolicySelector {

    /**
     * Constructs a new PolicySelector.
     * @param [properties] Properties to set
     */
    constructor(properties?: PolicySelector.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** PolicySelector identifier. */
    identifier: string;

    /** PolicySelector matchType. */
    matchType: number;

    /** PolicySelector constraints. */
    constraints: PolicyConstraint.$Properties[];

    /**
     * Encodes the specified PolicySelector message. Does not implicitly {@link PolicySelector.verify|verify} messages.
     * @param message PolicySelector message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: PolicySelector.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a PolicySelector message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {PolicySelector & PolicySelector.$Shape} PolicySelector
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): PolicySelector & PolicySelector.$Shape;
}

export namespace PolicySelector {

    /** Properties of a PolicySelector. */
    interface $Properties {

        /** PolicySelector identifier */
        identifier?: (string|null);

        /** PolicySelector matchType */
        matchType?: (number|null);

        /** PolicySelector constraints */
        constraints?: (PolicyConstraint.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a PolicySelector. */
    type $Shape = PolicySelector.$Properties;
}

/**
 * Properties of a PolicyConstraint.
 * @deprecated Use PolicyConstraint.$Properties instead.
 */
export interface IPolicyConstraint extends PolicyConstraint.$Properties {
}

/** Represents a PolicyConstraint. */
export class PolicyConstraint {

    /**
     * Constructs a new PolicyConstraint.
     * @param [properties] Properties to set
     */
    constructor(properties?: PolicyConstraint.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** PolicyConstraint key. */
    key: string;

    /** PolicyConstraint value. */
    value: string;

    /** PolicyConstraint condition. */
    condition: number;

    /**
     * Encodes the specified PolicyConstraint message. Does not implicitly {@link PolicyConstraint.verify|verify} messages.
     * @param message PolicyConstraint message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: PolicyConstraint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a PolicyConstraint message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {PolicyConstraint & PolicyConstraint.$Shape} PolicyConstraint
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): PolicyConstraint & PolicyConstraint.$Shape;
}

export namespace PolicyConstraint {

    /** Properties of a PolicyConstraint. */
    interface $Properties {

        /** PolicyConstraint key */
        key?: (string|null);

        /** PolicyConstraint value */
        value?: (string|null);

        /** PolicyConstraint condition */
        condition?: (number|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a PolicyConstraint. */
    type $Shape = PolicyConstraint.$Properties;
}

/**
 * Properties of a PolicyUpdate.
 * @deprecated Use PolicyUpdate.$Properties instead.
 */
export interface IPolicyUpdate extends PolicyUpdate.$Properties {
}

/** Represents a PolicyUpdate. */
export class PolicyUpdate {

    /**
     * Constructs a new PolicyUpdate.
     * @param [properties] Properties to set
     */
    constructor(properties?: PolicyUpdate.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** PolicyUpdate identifier. */
    identifier: string;

    /** PolicyUpdate attrs. */
    attrs: { [k: string]: string };

    /**
     * Encodes the specified PolicyUpdate message. Does not implicitly {@link PolicyUpdate.verify|verify} messages.
     * @param message PolicyUpdate message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: PolicyUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a PolicyUpdate message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {PolicyUpdate & PolicyUpdate.$Shape} PolicyUpdate
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): PolicyUpdate & PolicyUpdate.$Shape;
}

export namespace PolicyUpdate {

    /** Properties of a PolicyUpdate. */
    interface $Properties {

        /** PolicyUpdate identifier */
        identifier?: (string|null);

        /** PolicyUpdate attrs */
        attrs?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a PolicyUpdate. */
    type $Shape = PolicyUpdate.$Properties;
}
